"""Words of danger that somebody looks for lead to who to call."""
import pytest

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize("typed", ["suicidal", "overdose", "I want to die"])
def test_who_looks_for_words_of_danger_finds_help_now(browser, typed):
    page = browser().get("/search", query_string={"q": typed}).text
    assert '<a href="/help-now">Help now</a></h3>' in page


def test_the_card_of_a_search_promises_nobody_who_reads_the_words(browser):
    card = browser().get("/search?q=I want to kill myself").text.partition("data-help-card")[2]
    assert "Nobody in the team is told what you look for. Please call." in card
    assert "the team is asked to read" not in card
