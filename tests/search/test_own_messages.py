"""A member searches their own private messages, and finds nobody else's."""
import pytest

from peoplehub.messages import actions, queries
from peoplehub.search import own_messages
from peoplehub.search.query_parser import parse_query


@pytest.fixture
def talk(cast):
    first = actions.start(cast.amina, cast.advisor, "We wait for continuing healthcare.", "a1")
    actions.send(cast.advisor, first.conversation, "Ask at the café on Tuesday about the PAs", "m1")
    actions.start(cast.outsider, cast.advisor, "The café is closed, zeppelin", "o1")
    return first.conversation


def found(viewer, typed: str) -> list[str]:
    return [one.words for one in own_messages.find_own(viewer, parse_query(typed)).found]


@pytest.mark.parametrize("typed, number", [
    ("chc", 1), ("CHC waits", 1), ("continuing care", 1), ("cafe", 2), ("CAFÉ", 2),
    ("café tues", 2), ("chc cafe", 0),
    ("personal assistant", 2), ("pa", 2), ('"at the cafe"', 2), ('"cafe the"', 0), ("zeppelin", 0),
    ("budget", 0),
])
def test_synonyms_accents_and_half_words_find_ones_own(cast, talk, typed, number):
    words = {1: ["We wait for continuing healthcare."],
             2: ["Ask at the café on Tuesday about the PAs"], 0: []}
    assert found(cast.amina, typed) == words[number]


def test_nobody_finds_what_is_not_theirs(cast, talk, browser):
    assert found(cast.outsider, "zeppelin") and found(cast.advisor, "zeppelin")
    for who in (cast.amina, cast.ben, cast.moderator, cast.safeguarding, cast.admin, cast.stranger):
        assert found(who, "zeppelin") == []
    page = browser(cast.admin).get("/search/messages?q=cafe").text
    assert "Nothing found" in page and "Tuesday" not in page
    assert browser().get("/search/messages?q=cafe").status_code == 302
    assert "is closed" not in browser(cast.outsider).get("/search?q=zeppelin").text


def test_what_was_deleted_or_waits_to_be_accepted_is_not_found(cast, talk):
    actions.take_away(cast.advisor, queries.message_for(cast.advisor, talk.id, 2))
    assert found(cast.amina, "cafe") == []
    actions.start(cast.ben, cast.amina, "A marzipan request", "b1")
    assert found(cast.amina, "marzipan") == [] and found(cast.ben, "marzipan")


def test_a_found_message_leads_to_its_place_and_older_ones_are_gone_on_with(
    cast, talk, browser, monkeypatch
):
    monkeypatch.setattr(own_messages, "READ_AT_ONCE", 2)
    for number in range(3):
        actions.send(cast.amina, talk, f"Line {number}", f"a9{number}")
    amina = browser(cast.amina)
    page = amina.get("/search/messages?q=cafe").text
    assert "Search older messages" in page and "Tuesday" not in page
    more = own_messages.find_own(cast.amina, parse_query("cafe"))
    page = amina.get(f"/search/messages?q=cafe&before={more.older}").text
    assert f'href="{talk.address}#message-2"' in page and "From Maya" in page
    assert amina.get("/search/messages?q=cafe&before=x").status_code == 200
