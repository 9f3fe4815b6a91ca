"""Every text field of every form takes hostile words over HTTP, and every page that shows
them stays clean: as HTML, as words, and in the lines of letters."""
import html
import re

import pytest
from sqlalchemy import select

from peoplehub.core import mail, text
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.forum.models import Topic
from tests.hard.clean import wrong_in_page
from tests.hard.hostile import FEW, HEADERS, INVISIBLE, TEMPLATES
from tests.house.test_private import pages
from tests.world import state

OWN = ("/messages", "/notifications", "/settings", "/blogs/entries", "/blogs/drafts", "/forum/posts")
# Who writes where, and which fields take words.
FORMS = [
    ("owner", "/forum/planning/new", "title text", {}),
    ("owner", "/forum/topics/{topic}/replies", "text", {}),
    ("owner", "/forum/posts/{post}/edit", "title text", {}),
    ("owner", "/forum/topics/{topic}/short", "text", {}),
    ("admin", "/forum/topics/{members_topic}/lock", "reason", {}),
    ("admin", "/forum/posts/{unnamed_post}/author", "reason", {}),
    ("owner", "/blogs/new", "title text teller place short picture_alt",
     {"action": "publish", "audience": "anyone", "comments": "open", "cover_kind": "sun",
      "is_story": "y"}),
    ("owner", "/blogs/entries/{entry}/edit", "title text teller place short",
     {"action": "publish", "audience": "anyone", "comments": "open", "cover_kind": "sun"}),
    ("outsider", "/blogs/entries/{entry}/comments", "text", {}),
    ("stranger", "/blogs/entries/{entry}/comments", "text name", {}),
    ("owner", "/messages/{talk}", "text", {}),
    ("outsider", "/messages/new", "text", {"to": "amina"}),
    ("stranger", "/contact", "text name contact", {"about": "question"}),
    ("admin", "/contact/queue/{enquiry}/answer", "answer", {}),
    ("stranger", "/report/post/{reply}", "details contact", {"reason": "unkind"}),
    ("owner", "/report/entry/{entry}", "details contact", {"reason": "other"}),
    ("admin", "/moderation/post/{reply}/hide", "reason", {}),
    ("admin", "/moderation/entry/{members_entry}/hold", "reason", {}),
    ("admin", "/moderation/people/{kit}", "reason", {"days": "1"}),
    ("owner", "/settings/profile", "about", {"pen_name": "Amina", "describes": ""}),
    ("advisor", "/library/manage/{sheet}", "title summary for_whom text easy_text change_note",
     {"topic": "planning", "patch": "sheet", "check_every_days": "365", "action": "publish"}),
    ("admin", "/admin/boards/{board_id}", "name description",
     {"audience": "anyone", "writers": "members", "position": "1", "patch": "sun"}),
]


@pytest.mark.one_database
@pytest.mark.parametrize("who, path, fields, rest", FORMS, ids=[form[1] for form in FORMS])
def test_no_field_lets_anything_into_a_page(shelf, who, path, fields, rest):
    path = path.format(**shelf.world.names)
    taken = 0
    for words in FEW:
        said = dict.fromkeys(fields.split(), words)
        answer = shelf.ask(who, "POST", path, data=said | rest)
        assert answer.status_code in (303, 403, 404, 422), words
        if answer.status_code == 422:
            assert wrong_in_page(answer.text) == [], words
            continue
        taken += 1
        if taken % 8 == 1 and answer.status_code == 303:
            look_at(shelf, answer.headers.get("Location", "/"), who)
        shelf.world.app.extensions["limits"]["memory"].storage.reset()
    assert taken, "no words got through, so nothing was tried"


def look_at(shelf, place: str, who: str) -> None:
    place = place.partition("#")[0]
    for viewer in {who, "moderator"}:
        page = shelf.ask(viewer, "GET", place)
        if page.mimetype == "text/html":
            assert wrong_in_page(page.text) == [], place


@pytest.mark.one_database
@pytest.mark.slow
def test_every_page_stays_clean_when_every_field_holds_hostile_words(shelf):
    """All of it at once, then every page of the site, for those who see most on it."""
    for number, (who, path, fields, rest) in enumerate(FORMS):
        for words in FEW[number % 5::5]:
            path = path.format(**shelf.world.names)
            shelf.ask(who, "POST", path, data=dict.fromkeys(fields.split(), words) | rest)
    for path in [*pages(shelf.world), "/search?q=alert", "/search?q=evil", "/moderation/reports/2"]:
        who = "owner" if path.startswith(OWN) else "admin"
        page = shelf.ask(who, "GET", path)
        if page.mimetype == "text/html":
            assert wrong_in_page(page.text) == [], path
        elif page.mimetype == "application/atom+xml":
            assert "<script" not in page.text, path


@pytest.mark.one_database
@pytest.mark.parametrize("words", TEMPLATES)
def test_templates_and_formats_are_shown_as_they_were_typed(shelf, words):
    answer = shelf.ask("owner", "POST", "/forum/planning/new",
                       data={"title": f"Say {words}", "text": "What is this?"})
    page = shelf.ask("stranger", "GET", answer.headers["Location"].partition("#")[0])
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", page.text, re.S)[1]
    assert f"Say {words}" in html.unescape(heading)
    assert shelf.world.app.config["SECRET_KEY"] not in page.text


def test_one_line_is_one_line_and_holds_nothing_invisible(shelf):
    for words in INVISIBLE + HEADERS:
        shelf.ask("owner", "POST", "/forum/planning/new", data={"title": f"A {words} B", "text": "x"})
        shelf.world.app.extensions["limits"]["memory"].storage.reset()
    titles = db.session.scalars(select(Topic.title)).all()
    assert len(titles) > len(INVISIBLE)
    for title in titles:
        assert title == text.one_line(title) and len(title.splitlines()) == 1


@act
def _write(to: str, subject: str) -> int:
    return mail.queue_email(to, subject, "no-account", link="x").id


def test_nobody_adds_a_line_to_a_letter(app, cast, monkeypatch):
    """Whatever a name or an address says, the letter has the head and the reader that we gave it."""
    posted = []

    class Post:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def send_message(self, message, to_addrs):
            assert to_addrs == ["amina@people.example"]
            posted.append(message)

    monkeypatch.setattr(mail, "_mail_server", Post)
    app.config["MAIL_URL"] = "smtp://mail.example"
    try:
        for words in HEADERS:
            _write("amina@people.example", f"Hello {words}")
        mail.send_waiting()
    finally:
        app.config["MAIL_URL"] = ""
    assert len(posted) == len(HEADERS)
    for message in posted:
        assert message["Bcc"] is None and message["Cc"] is None
        assert b"\nBcc" not in message.as_bytes() and message["To"] == "amina@people.example"
        assert len(message.get_all("To")) == len(message.get_all("Subject")) == 1
        assert len(message["Subject"].splitlines()) == 1
    for letter in db.session.scalars(select(Email)):
        assert len(letter.to.splitlines()) == 1 and len(letter.subject.splitlines()) == 1


def test_no_address_of_the_joining_form_adds_a_reader(shelf):
    before = len(state()["email"])
    for words in HEADERS:
        answer = shelf.ask("stranger", "POST", "/join", data={
            "email": f"{words}@people.example", "pen_name": "Nell", "agree": "y",
            "i_am": "family", "adult": "y", "consent": "y",
            "password": "lantern biscuit otter"})
        assert answer.status_code in (422, 429)
    assert len(state()["email"]) == before
