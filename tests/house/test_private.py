"""What is one person's is nobody else's: by number, by address, and by what pages give away."""
import json
import re

import pytest

from tests.house import permissions
from tests.world import REPORTER, ROLES, SECRET_WORDS, VISITORS_EMAIL, role

pytestmark = pytest.mark.one_database
AMINAS = [  # everything that is hers alone, with every verb it has
    "GET /blogs/{amina}/{draft_slug}", "GET /blogs/entries/{draft}",
    "GET /blogs/entries/{draft}/edit", "GET /blogs/entries/{draft}/delete",
    "POST /blogs/entries/{draft}/edit", "POST /blogs/entries/{draft}/publish",
    "POST /blogs/entries/{entry}/unpublish", "POST /blogs/entries/{entry}/delete",
    "POST /blogs/entries/{draft}/comments", "GET /blogs/covers/waiting/{waiting_cover}",
    "GET /blogs/comments/{comment}/edit", "POST /blogs/comments/{comment}/delete",
    "GET /forum/posts/{post}/edit", "POST /forum/posts/{post}/delete",
    "GET /messages/{talk}", "POST /messages/{talk}", "GET /messages/{talk}/since?after=0",
    "GET /messages/{talk}/1/edit", "POST /messages/{talk}/1/edit",
    "GET /messages/{talk}/take-along", "GET /messages/{talk}/conversation.pdf",
    "GET /messages/{talk}/1/file", "POST /messages/{talk}/keep",
    "GET /messages/{talk}/1/take-away", "POST /messages/{talk}/1/take-away",
    "POST /messages/{talk}/read", "POST /messages/{talk}/delivered", "POST /messages/{talk}/mute",
    "POST /messages/{knock}/accept", "POST /messages/{knock}/decline",
    "GET /report/message/{message}", "POST /report/message/{message}",
    "GET /report/message/{knock_message}", "GET /report/entry/{draft}",
    "GET /drafts/discard?draft={saved}", "GET /saved/{bookmark}", "POST /saved/{bookmark}",
    "POST /saved/{bookmark}/remove",
    "POST /notifications/{told}/open", "POST /notifications/{told}/read",
    "POST /settings/security/sessions/{session}/end",
    "GET /people/{blocked}/unblock", "GET /contact/queue/{enquiry}",
    "GET /moderation/reports/{report}", "GET /admin/letters/{letter}",
]
SIGNED_IN = [who for who in ROLES if who not in ("stranger", "owner")]
LOOKING = ("stranger", "owner", "outsider", "professional", "moderator", "safeguarding", "admin")
SCRIPTED = ("outsider", "moderator")  # asked as a script would, too
KEEPERS = ("moderator", "safeguarding", "admin")
AN_EMAIL = re.compile(r"(?<![\w.+…-])[\w.+-]+@(?:people|elsewhere)\.example")
AN_ADDRESS = re.compile(r"\b(?:127\.0\.0\.1|10\.\d+\.\d+\.\d+|203\.0\.113\.\d+)\b")


def test_an_outsider_finds_nothing_of_hers(shelf):
    for line in AMINAS:
        method, path = line.format(**shelf.world.names).split(" ", 1)
        said = {"text": "Let me in", "title": "Mine", "number": "1"}
        for who in ("outsider", "newcomer", "professional", "advisor"):
            answer = shelf.ask(who, method, path, **({"data": said} if method == "POST" else {}))
            assert answer.status_code == 404, (who, line)


def test_what_is_missing_and_what_is_forbidden_look_the_same(shelf):
    forbidden = shelf.ask("outsider", "GET", "/messages/{talk}".format(**shelf.world.names))
    missing = shelf.ask("outsider", "GET", "/messages/4000")
    assert without_keys(forbidden.text) == without_keys(missing.text)


def without_keys(page: str) -> str:
    """Form tokens and the way back to the page differ from page to page."""
    return re.sub(r'value="[^"]{20,}"|/messages/\d+', "", page)


@pytest.mark.parametrize("who", LOOKING)
def test_no_page_gives_away_an_email_an_address_or_private_words(shelf, who):
    """Every GET of the table, as a page and as a script gets it."""
    own = {role(shelf.world.cast, who).email}
    for path in pages(shelf.world):
        for accept in ("text/html", "application/json") if who in SCRIPTED else ("text/html",):
            answer = shelf.ask(who, "GET", path, headers={"Accept": accept, "X-Forwarded-For":
                                                          "203.0.113.9"})
            if not answer.mimetype.startswith(("text/", "application/json", "application/atom")):
                continue
            found = set(AN_EMAIL.findall(answer.text)) - own
            found -= may_know(who, path)
            assert not found, (path, found)
            assert not AN_ADDRESS.search(answer.text), path
            assert SECRET_WORDS not in answer.text or may_read_the_words(who, path), path


def may_know(who: str, path: str) -> set[str]:
    """E-mails that a page exists to show, to those whom it is for."""
    if who == "admin" and path.startswith("/admin/letters/"):
        return {"amina@people.example", "ben@people.example", "new-email@people.example",
                "kit@people.example"}
    if who in ("safeguarding", "admin") and path.startswith("/admin/people/"):
        return {"ben@people.example"}
    if who in ("safeguarding", "admin") and path.startswith("/moderation/reports/"):
        return {REPORTER}
    if who in KEEPERS and path.startswith("/contact/queue/"):
        return {VISITORS_EMAIL}
    return set()


def may_read_the_words(who: str, path: str) -> bool:
    """A note to a lead is read by who wrote it and by that lead."""
    is_note = path.startswith("/moderation/debriefs/")
    return who == "owner" or (is_note and who in ("moderator", "safeguarding"))


def pages(world) -> list[str]:
    return [line.pattern.format(**world.names) for line in permissions.lines()
            if line.method == "GET"]


@pytest.mark.parametrize("who", ["moderator", "owner", "outsider", "professional"])
def test_who_reported_is_known_to_few(shelf, who):
    """Not to the person reported, and not to every volunteer."""
    for path in ("/moderation/reports/{report}", "/moderation/post/{reported}", "/moderation",
                 "/moderation/log", "/notifications", "/moderation/people/{ben}"):
        page = shelf.ask(who, "GET", path.format(**shelf.world.names))
        assert REPORTER not in page.text and "Kit" not in page.text, path


def test_who_wrote_unnamed_is_in_no_page_nor_message(shelf):
    """Not in the source, the links, the pictures, the feed, the search or the scripts' answers."""
    world = shelf.world
    for who in set(SIGNED_IN) | {"stranger"}:
        for path in (f"/forum/topics/{world.unnamed_topic}-may-i-ask",
                     f"/forum/topics/{world.unnamed_topic}/posts/1"):
            answer = shelf.ask(who, "GET", path)
            words = json.dumps(answer.json) if answer.is_json else only_main(answer.text)
            assert "mina" not in words, (who, path)


def only_main(page: str) -> str:
    return page.partition("<main")[2].partition("</main")[0]
