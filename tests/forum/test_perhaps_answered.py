"""Somebody who writes a title sees what is there already."""
from importlib import import_module

import pytest

from peoplehub.core import limits
from peoplehub.forum import actions
from peoplehub.library import actions as library
from peoplehub.moderation import actions as moderation
from peoplehub.reactions import actions as reactions
from tests.forum.conftest import replied, started

pytestmark = pytest.mark.one_database
TITLE = "Can a hydrotherapy pool be in the budget?"
SHEET = {"summary": "Warm water.", "topic": "planning", "text": "A hydrotherapy pool costs.",
         "easy_text": ""}


@pytest.fixture
def there(cast, boards):
    """Four topics and a sheet that speak of it; two topics have helped nobody."""
    helped, short, other, family = (
        started(cast.ben, board, f"Hydrotherapy pool {number}", "Who has used one?")
        for number, board in enumerate(
            (boards.planning, boards.planning, boards.planning, boards.families)))
    reactions.give(cast.ben, replied(cast.amina, helped, "Ask for a quotation."), "helped")
    for topic in (short, family):
        actions.summarize(cast.advisor, topic, "- Yes")
    sheet = library.write_sheet(cast.moderator, and_publish=True, title="Hydrotherapy pools",
                                owner=cast.advisor, **SHEET)
    return helped, short, other, family, sheet


def asked(who, title=TITLE):
    return who.get("/ask/answers", query_string={"title": title}).get_json()


def test_at_most_three_sheets_first_and_only_what_helped(browser, cast, there):
    helped, short, other, family, sheet = there
    html = asked(browser())["html"]
    places = [html.find(f'href="{one.address}"') for one in (sheet, helped, short)]
    assert -1 < places[0] < min(places[1:]) and asked(browser())["found"] == 3
    assert "A reply helped" in html and "In short" in html and family.address not in html
    moderation.hide(cast.moderator, sheet, "It is wrong")
    actions.lock(cast.moderator, short, "Old")
    members = asked(browser(cast.amina))["html"]
    assert sheet.address not in members and family.address in members
    assert other.address not in members and short.address in members
    assert family.address not in asked(browser(cast.professional))["html"]


@pytest.mark.parametrize("title", [
    "", " ", "is it the and", "\x00", "😀 😀", "x" * 200, "?" * 200, '"', "-- OR *", "zebra",
    "ہم کیا کریں", "٣"])
def test_a_title_that_says_nothing_gives_nothing(browser, there, title):
    assert asked(browser(), title) == {"html": "", "found": 0}


def test_without_scripts_a_button_looks_and_every_word_stays(browser, cast, boards, there):
    sent = {"title": TITLE, "text": "My son loves water.", "anonymous": "y", "preview": "answers"}
    for who, page in ((cast.amina, "/forum/planning/new"), (cast.amina, "/ask"), (None, "/ask")):
        answer = browser(who).post(page, data=sent)
        assert answer.status_code == 200 and "Perhaps already answered" in answer.text
        assert TITLE in answer.text and "My son loves water." in answer.text
        assert 'name="anonymous" type="checkbox" value="y" checked' in answer.text
    nothing = browser(cast.amina).post("/ask", data=sent | {"title": "Zebras"}).text
    assert "We found no answer to this" in nothing and "My son loves water." in nothing
    assert "This is how it will look" in browser(cast.amina).post(
        "/ask", data=sent | {"preview": "1"}).text
    posted = browser(cast.amina).post("/forum/planning/new", data=sent | {"preview": ""})
    assert posted.status_code == 303


def test_common_words_read_few_rows_and_many_questions_give_none(
        browser, cast, boards, there, queries, monkeypatch):
    with queries() as few:
        asked(browser(cast.amina), TITLE)
    assert len(few) <= 14
    monkeypatch.setattr(import_module("peoplehub.search.engine"), "SCORED", 1)
    assert asked(browser(cast.amina))["found"] == 0
    monkeypatch.undo()
    monkeypatch.setitem(limits.LIMITS, "answers", "1 per minute")
    ben = browser(cast.ben)
    assert [asked(ben)["found"] for _ in range(2)] == [3, 0]
    assert asked(browser(cast.amina))["found"] == 3
