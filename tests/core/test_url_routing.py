"""Addresses as people type them, or find them in print."""
from urllib.parse import urlsplit

import pytest

from peoplehub.core import url_routing
from peoplehub.core.acts import act, save
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board

pytestmark = pytest.mark.one_database


def asked(browser, path: str, query: str = ""):
    """As it comes over the line: a client would take the first part of //a for a host."""
    path = path.encode().decode("latin-1")
    return browser().get("/", environ_overrides={"PATH_INFO": path, "QUERY_STRING": query})


@pytest.mark.parametrize("path, query, plain", [
    ("/forum/", "", "/forum"), ("/library/", "q=money&page=2", "/library?q=money&page=2"),
    ("/help-now//", "", "/help-now"), ("//forum/", "", "/forum"),
    ("/Forum", "", "/forum"), ("/FORUM/", "page=2", "/forum?page=2"),
    ("/help-now.", "", "/help-now"),
    ("/library)", "", "/library"), ("/Sign-In", "", "/sign-in"), ("/stories,", "", "/stories"),
    ("/forum/topics/93-", "", "/forum/topics/93"), ("/forum/topics/93.", "", "/forum/topics/93"),
    ("/forum/topics/93-\u2026", "", "/forum/topics/93"),
])
def test_a_slash_at_the_end_leads_to_the_page_without_it(browser, cast, path, query, plain):
    answer = asked(browser, path, query)
    assert (answer.status_code, answer.location) in ((301, plain), (308, f"http://localhost{plain}"))


@pytest.mark.parametrize("path", ["/no/such/page/", "//evil.example/", "/\\evil.org/", "/x\ny/"])
def test_and_nowhere_else(browser, cast, path):
    answer = asked(browser, path)
    assert answer.status_code == 404 and answer.location is None


@pytest.mark.parametrize("typed", ["{}.", "{}).", "{}…", "{}-", "{}\u00a0", "{}/", "{}/."])
def test_a_sheet_or_a_topic_is_found_though_its_name_was_mistyped(browser, cast, typed):
    board = act(save)(Board(slug="planning", name="Planning"))
    topic = forum.start_topic(cast.amina, board, "How do you sleep?", "I wake.").topic
    answer = asked(browser, typed.format(topic.address))
    assert answer.status_code in (301, 308)
    assert urlsplit(answer.location).path in (topic.address, f"/forum/topics/{topic.id}")
    for place in ("/forum/Planning", typed.format("/forum/planning")):
        assert urlsplit(asked(browser, place).location).path == "/forum/planning"


def test_a_page_that_nobody_has_is_a_404_however_it_is_written(browser, cast):
    answer = asked(browser, "/library/Nothing.")
    assert answer.status_code == 301 and answer.location == "/library/nothing"
    assert asked(browser, "/library/nothing").status_code == 404


def test_a_secret_in_an_address_is_never_changed():
    secret = "/join/confirm/" + "AbC-123_x" * 5
    receipt = "/blogs/comments/receipts/MQ.sKW-eJEj9ZFJN0jqEd"
    assert [url_routing.canonical_path(one) for one in (secret, receipt)] == [secret, receipt]
    assert url_routing.canonical_path("/Forum.") == "/forum"


def test_what_is_sent_to_such_an_address_is_not_led_away(browser, cast):
    answer = browser(cast.amina).post("/settings/profile/", data={"about": "Words"})
    assert answer.status_code == 404 and "Words" in answer.text
