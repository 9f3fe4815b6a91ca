"""Words of danger that somebody looks for lead to who to call."""
import pytest

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize("typed", ["I want to kill myself", "suicidal", "overdose"])
def test_who_looks_for_words_of_danger_finds_whom_to_call(browser, cast, typed):
    page = browser().get("/search", query_string={"q": typed}).text
    assert 'class="helpcard' in page or 'href="/help-now">Help now' in page.partition("<main")[2]


def test_a_search_for_anything_else_shows_no_help_card(browser, cast):
    assert 'class="helpcard' not in browser().get("/search?q=this form is killing me").text


def test_the_card_of_a_search_promises_nobody_who_reads_the_words(browser, cast):
    card = browser().get("/search?q=I want to kill myself").text.partition("data-help-card")[2]
    assert "Nobody in the team is told what you look for. Please call." in card
    assert "the team is asked to read" not in card
