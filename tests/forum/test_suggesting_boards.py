"""Where a question fits best: guessed from the page one came from, else from its words; a guess can
be seen and changed, and whoever chose a board keeps it."""
import re

import pytest
from sqlalchemy import select

from peoplehub.core.extensions import db
from peoplehub.forum.models import Board, PendingQuestion, Topic
from peoplehub.forum.suggestions import suggested_board
from tests.forum.conftest import started

pytestmark = pytest.mark.one_database

MADE_FROM_WORDS = "We chose this from your words. You can change it."
MADE_FROM_PAGE = "We chose this from the page you came from. You can change it."
ABOUT_WAGES = {"title": "Who sends the payslips?", "text": "Her wages are due on Friday."}
ABOUT_NOTHING = {"title": "Zzyzx qwop?", "text": "Xylofrob."}


@pytest.fixture
def places(app, cast, boards):
    """Boards of different subjects, with one topic in each of two."""
    boards.money = Board(slug="money", name="Money and paying people", position=5,
                         description="Payroll, insurance and receipts.")
    boards.school = Board(slug="school", name="Children and school", position=6)
    db.session.add_all([boards.money, boards.school])
    db.session.commit()
    started(cast.amina, boards.money, "Does anybody know a payslips service?", "For one assistant.")
    started(cast.amina, boards.families, "Crying in the car", "After the hospital, again.")
    return boards


def chosen_in(html: str) -> str | None:
    radio = re.search(r'name="board" type="radio" value="([^"]*)" checked', html)
    found = radio or re.search(r'<option value="([^"]*)" selected', html)
    return found and found[1]


def test_words_that_other_topics_share_lead_to_their_board(browser, cast, places):
    page = browser(cast.ben).post("/ask", data=ABOUT_WAGES | {"board": "", "preview": "1"})
    assert page.status_code == 200
    assert chosen_in(page.text) == "money"
    assert MADE_FROM_WORDS in page.text


def test_words_that_a_board_itself_uses_lead_to_it(browser, cast, places):
    asked = {"title": "Reading with the children", "text": "He reads nothing.", "preview": "1"}
    assert chosen_in(browser(cast.ben).post("/ask", data=asked).text) == "school"


def test_a_choice_that_the_person_made_is_never_changed(browser, cast, places):
    ben = browser(cast.ben)
    asked = ABOUT_WAGES | {"board": "planning"}
    page = ben.post("/ask", data=asked | {"preview": "1"}).text
    assert chosen_in(page) == "planning" and MADE_FROM_WORDS not in page
    ben.post("/ask", data=asked)
    assert db.session.scalar(select(Topic).where(Topic.author == cast.ben)).board == places.planning


def test_a_question_sent_without_a_choice_goes_where_it_fits_and_one_is_told(browser, cast, places):
    ben = browser(cast.ben)
    answer = ben.post("/ask", data=ABOUT_WAGES | {"board": ""})
    assert "We put your question in “Money and paying people”." in ben.get(answer.location).text
    assert db.session.scalar(select(Topic).where(Topic.author == cast.ben)).board == places.money


def test_a_visitor_who_chose_nothing_gets_the_same_guess(browser, cast, places):
    browser().post("/ask", data=ABOUT_WAGES)
    assert db.session.scalar(select(PendingQuestion)).board == places.money


@pytest.mark.both_databases
def test_words_that_fit_nowhere_are_left_to_the_person_and_then_to_the_first_board(
        browser, cast, places):
    ben = browser(cast.ben)
    page = ben.post("/ask", data=ABOUT_NOTHING | {"preview": "1"}).text
    assert chosen_in(page) == "" and MADE_FROM_WORDS not in page
    ben.post("/ask", data=ABOUT_NOTHING)
    assert db.session.scalar(select(Topic).where(Topic.author == cast.ben)).board == places.planning


@pytest.mark.both_databases
def test_a_board_where_one_may_not_read_or_write_is_never_guessed(browser, cast, places):
    about = {"title": "Crying in the car", "text": "After the hospital.", "preview": "1"}
    assert chosen_in(browser(cast.ben).post("/ask", data=about).text) == "family-room"
    for who in (cast.professional, cast.stranger):
        assert chosen_in(browser(who).post("/ask", data=about).text) == ""
    news = {"title": "News of the week", "text": "News, please.", "preview": "1"}
    assert chosen_in(browser(cast.ben).post("/ask", data=news).text) != "news"
    assert suggested_board([places.planning], "Crying in the car", []) is None


@pytest.mark.both_databases
@pytest.mark.parametrize("who", ["ben", "stranger"])
def test_the_page_one_came_from_is_the_first_guess(browser, cast, places, who):
    visitor = browser(getattr(cast, who))
    topic = db.session.scalar(select(Topic).where(Topic.board == places.money))
    for page in (topic.address, "/forum/money", "/search?q=payslips", "/library?q=payslips"):
        foot = visitor.get(page).text.partition('<footer class="foot">')[2]
        led_to = re.search(r'href="(/ask[^"]*)"', foot)[1].replace("&amp;", "&")
        form = visitor.get(led_to).text
        assert chosen_in(form) == "money", page
        assert MADE_FROM_PAGE in form
    assert MADE_FROM_PAGE not in visitor.get("/ask").text


def test_a_guess_is_made_also_when_search_was_asked_too_often(browser, cast, places, app):
    ben = browser(cast.ben)
    for _ in range(61):
        ben.get("/search?q=school")
    asked = {"title": "Reading with the children", "text": "He reads nothing.", "preview": "1"}
    assert chosen_in(ben.post("/ask", data=asked).text) == "school"
