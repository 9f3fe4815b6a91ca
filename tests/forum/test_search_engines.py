"""What search engines may show: nothing of the forum and its people, unless a board says so."""
import pytest

from peoplehub.core import limits
from peoplehub.core.extensions import db
from peoplehub.forum import actions
from tests.forum.conftest import replied, started

pytestmark = pytest.mark.one_database
BOT = {"User-Agent": "Mozilla/5.0 (compatible; Examplebot/2.1; +https://bot.example)"}
META = '<meta name="robots" content="noindex">'


def says_noindex(page) -> bool:
    assert (META in page.text) == ("noindex" in page.headers.get("X-Robots-Tag", "")), page.request
    return META in page.text


@pytest.fixture
def places(cast, boards, topic):
    replied(cast.ben, topic)
    return boards.planning.address, topic.address, f"{topic.address}?page=1"


def test_forum_and_people_are_kept_out_of_search_engines(browser, places):
    visitor = browser()
    for path in ("/forum", *places):
        assert says_noindex(visitor.get(path)), path
    assert META in visitor.get("/people/amina").text
    for feed in ("/forum/feed.atom", f"{places[0]}/feed.atom"):
        assert visitor.get(feed).headers["X-Robots-Tag"] == "noindex"
    assert "data-nosnippet" in visitor.get("/").text


@pytest.mark.both_databases
def test_a_board_may_say_otherwise_at_once_also_for_pages_that_are_kept(
        browser, cast, boards, places):
    visitor = browser()
    assert says_noindex(visitor.get(places[1]))
    edit = {"name": "Planning", "description": "Plans", "audience": "anyone", "writers": "members",
            "position": "1", "patch": "sun", "indexing": "index"}
    admin, page = browser(cast.admin), f"/admin/boards/{boards.planning.id}"
    assert admin.post(page, data=edit).status_code == 303
    for path in places:
        assert not says_noindex(visitor.get(path)), path
    assert "X-Robots-Tag" not in visitor.get(f"{places[0]}/feed.atom").headers
    assert says_noindex(visitor.get("/forum"))
    admin.post(page, data=edit | {"indexing": "noindex"})
    assert says_noindex(visitor.get(places[1]))


def test_what_is_not_for_anyone_is_never_indexed(browser, cast, boards):
    boards.members.indexing = "index"
    db.session.commit()
    topic = started(cast.amina, boards.members)
    assert says_noindex(browser(cast.ben).get(topic.address))


def test_a_new_board_is_not_indexed_unless_asked(cast):
    fields = {"name": "Nights", "description": "d", "audience": "anyone", "writers": "members",
              "position": 4, "patch": "sun"}
    assert not actions.save_board(cast.admin, **fields).is_indexed


def test_robots_txt_says_where_programs_have_nothing_to_read(browser, app):
    answer = browser().get("/robots.txt")
    assert answer.mimetype == "text/plain" and "Crawl-delay: 5" in answer.text
    everybody = answer.text.partition("User-agent: *")[2].splitlines()
    closed = [line.removeprefix("Disallow: ") for line in everybody if line.startswith("Dis")]
    for path in ("/search", "/report/post/1", "/messages", "/settings/tags", "/admin", "/join"):
        assert any(path.startswith(start) for start in closed), path
    for path in ("/", "/forum", "/forum/planning", "/library", "/people/amina", "/stories"):
        assert not any(path.startswith(start) for start in closed), path
    assert "User-agent: GPTBot" in answer.text


def test_a_program_is_asked_to_go_slowly_and_people_are_not(browser, app, places, monkeypatch):
    monkeypatch.setitem(limits.LIMITS, "crawler from", "3 per minute")
    visitor = browser()
    answers = [visitor.get(places[1], headers=BOT) for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert answers[3].headers["Retry-After"]
    for always in ("/robots.txt", "/help-now"):
        assert visitor.get(always, headers=BOT).status_code == 200
    assert {visitor.get(places[1]).status_code for _ in range(8)} == {200}
