"""Addresses as people type them, or find them on paper."""
import pytest


def asked(browser, path: str, query: str = ""):
    """As it comes over the line: a client would take the first part of //a for a host."""
    return browser().get("/", environ_overrides={"PATH_INFO": path, "QUERY_STRING": query})


@pytest.mark.parametrize("path, query, plain", [
    ("/forum/", "", "/forum"), ("/library/", "q=money&page=2", "/library?q=money&page=2"),
    ("/help-now//", "", "/help-now"), ("//forum/", "", "/forum"),
])
def test_a_slash_at_the_end_leads_to_the_page_without_it(browser, cast, path, query, plain):
    answer = asked(browser, path, query)
    assert (answer.status_code, answer.location) in ((301, plain), (308, f"http://localhost{plain}"))


@pytest.mark.parametrize("path", ["/no/such/page/", "//evil.example/", "/\\evil.org/", "/x\ny/"])
def test_and_nowhere_else(browser, cast, path):
    answer = asked(browser, path)
    assert answer.status_code == 404 and answer.location is None


def test_what_is_sent_to_such_an_address_is_not_led_away(browser, cast):
    answer = browser(cast.amina).post("/settings/profile/", data={"about": "Words"})
    assert answer.status_code == 404 and "Words" in answer.text
