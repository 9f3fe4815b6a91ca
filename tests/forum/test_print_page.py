"""A topic on paper, with pen names or without them."""
import pytest

from peoplehub.accounts.actions.blocks import block
from peoplehub.forum import actions
from peoplehub.forum.print_page import Labels
from tests.forum.conftest import replied, started

pytestmark = pytest.mark.one_database


@pytest.fixture
def talk(cast, boards):
    topic = started(cast.amina, boards.planning, "Who pays?", "We ask for help with nights.")
    replied(cast.ben, topic, "Ask @amina & the council. Ben is my name, Bennett is not.")
    replied(cast.amina, topic, "Ben wrote in post 2:\n> Ask the council\n\nThank you, ben!")
    replied(cast.outsider, topic, "The same here", anonymous=True)
    return topic


def test_it_prints_with_names_date_and_address(browser, talk):
    page = browser().get(f"/forum/topics/{talk.id}/print").text
    for said in ("Who pays?", "Amina", "Ben", "Post 3", f"/forum/topics/{talk.id}", "Printed "):
        assert said in page
    assert f'href="/forum/topics/{talk.id}/print"' in browser().get(talk.address).text


@pytest.mark.parametrize("who", ["stranger", "outsider"])
def test_without_pen_names_nobody_of_it_is_named(browser, cast, talk, who):
    page = browser(getattr(cast, who)).get(f"/forum/topics/{talk.id}/print?names=no").text
    words = page[page.index('<div class="stack stack--wide">'):page.index("<footer")]
    for name in ("Amina", "amina", "Ben ", "ben!", "/people/"):
        assert name not in words
    for said in ("Person 1", "Person 2 is my name, Bennett is not", "Person 2 wrote in post 2",
                 "Anonymous 1", "&amp; the council"):
        assert said in words


def test_what_is_out_of_sight_is_not_printed(browser, cast, talk):
    hidden = replied(cast.ben, talk, "A hidden one")
    gone = replied(cast.ben, talk, "A deleted one")
    browser(cast.moderator).post(f"/moderation/post/{hidden.id}/hide", data={"reason": "Unkind"})
    actions.delete(cast.ben, gone)
    block(cast.amina, cast.ben)
    for who, ben_is_there in ((cast.amina, False), (cast.moderator, True), (None, True)):
        page = browser(who).get(f"/forum/topics/{talk.id}/print").text
        assert "A hidden one" not in page and "A deleted one" not in page
        assert ("Bennett" in page) == ben_is_there
    assert browser().get("/forum/topics/999/print").status_code == 404


@pytest.mark.parametrize("asked", ["?after=99999999999999", "?after=4&names=no", "?names="])
def test_a_sheet_that_is_not_there_is_an_empty_one(browser, talk, asked):
    page = browser().get(f"/forum/topics/{talk.id}/print{asked}")
    assert page.status_code == 200
    assert ("nothing to print" in page.text) == ("after" in asked)


def test_names_with_marks_and_in_one_another():
    labels = Labels(["A&B", "Ann", "Ann Lee", "(x"])
    said = labels.without_names("<p>A&amp;B, Ann Lee and Ann; (x and <b>Anna</b> @who</p>")
    assert said == ("<p>Person 1, Person 3 and Person 2; Person 4 and <b>Anna</b> somebody</p>")
