"""Who would like to talk: without a name, one quiet card, one letter, and several at once."""
import pytest
from sqlalchemy import select

from peoplehub.accounts import actions as accounts, queries as people
from peoplehub.core.errors import Invalid
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.messages import actions, policy, queries
from tests.conftest import person
from tests.messages.conftest import waits

pytestmark = pytest.mark.one_database


@pytest.fixture
def twelve(cast):
    """Twelve members knock at Ben's door, one after the other."""
    knockers = [person(f"Rude name {chr(97 + number)}") for number in range(12)]
    db.session.add_all(knockers)
    db.session.commit()
    for number, one in enumerate(knockers):
        actions.start(one, cast.ben, f"Line {number}", f"k{number}")
    return knockers


def test_twelve_are_one_quiet_card_one_letter_and_count_as_one(twelve, cast, browser):
    assert waits(cast.ben) == 1
    letters = db.session.scalars(select(Email.to).where(Email.purpose == "something-new"))
    assert letters.all() == [cast.ben.email]
    ben = browser(cast.ben)
    listed = ben.get("/messages").text
    assert "12 people would" in listed and "Rude name" not in listed and "Line 3" not in listed
    assert queries.conversations_for(cast.ben) == [] and queries.conversations_count(cast.ben) == 0
    page = ben.get("/messages/requests").text
    assert page.count('name="conversation"') == 12 and "Line 3" in page and "Rude name" not in page


@pytest.mark.both_databases
def test_several_are_declined_and_blocked_at_once_and_nobody_is_told(twelve, cast, browser):
    ben, amina = browser(cast.ben), browser(twelve[0])
    ids = [first.conversation_id for first in queries.requests_for(cast.ben)]
    address = f"/messages/{ids[-1]}"
    before = amina.get(address).text.count("You can write again when Ben answers")
    assert ben.post("/messages/requests").status_code == 422
    assert ben.post("/messages/requests", data={"conversation": ["x", "9" * 12]}).status_code == 422
    assert ben.post("/messages/requests", data={"conversation": ids[:5]}).status_code == 303
    blocked = ben.post("/messages/requests", data={"conversation": ids[5:], "block": "1"},
                       follow_redirects=True)
    assert "7 messages declined. Nobody is told." in blocked.text
    assert waits(cast.ben) == 0 and queries.requests_for(cast.ben) == []
    assert [people.blocks(cast.ben, one) for one in twelve] == [True] * 7 + [False] * 5
    assert amina.get(address).text.count("You can write again when Ben answers") == before == 1


def test_nobody_declines_what_is_not_theirs(twelve, cast, browser):
    ids = [first.conversation_id for first in queries.requests_for(cast.ben)]
    for who in (twelve[0], cast.outsider):
        answer = browser(who).post("/messages/requests", data={"conversation": ids, "block": "1"})
        assert answer.status_code == 422
    assert len(queries.requests_for(cast.ben)) == 12


def test_name_and_picture_show_only_to_who_looks_or_accepts(twelve, cast, browser):
    ben, one = browser(cast.ben), queries.requests_for(cast.ben)[0].conversation
    page = ben.get(one.address).text
    shown, _, behind = page.partition("Show who it is")
    assert "Rude name" not in shown and "Somebody would like to talk with you" in shown.replace(
        "\u2068", "").replace("\u2069", "")
    hidden, _, after = behind.partition("</details>")
    assert "Rude name l" in hidden and "Rude name" not in after
    ben.post(f"{one.address}/accept")
    assert "Messages with Rude name l" in ben.get(one.address).text
    assert [listed.other.pen_name for listed in queries.conversations_for(cast.ben)] == [
        "Rude name l"]


def test_one_is_declined_and_blocked_in_one_step(knock, cast, browser):
    browser(cast.ben).post(f"{knock.address}/decline", data={"block": "1"})
    assert people.blocks(cast.ben, cast.amina) and waits(cast.ben) == 0


@pytest.mark.parametrize("text", ["Two\nlines", "a" * 301])
def test_a_first_message_is_one_short_line(cast, text):
    with pytest.raises(Invalid, match="one line"):
        actions.start(cast.amina, cast.ben, text, "k1")
    assert actions.start(cast.amina, cast.advisor, text, "k2").number == 1


def test_an_advisor_who_is_full_takes_no_first_messages_but_goes_on(talk, cast, browser):
    maya, olive = browser(cast.advisor), browser(cast.outsider)
    maya.post("/settings/messages", data={"no_first_messages": "y", "quiet_from": "",
                                          "quiet_to": ""})
    page = olive.get("/messages/new?to=maya").text
    assert "cannot take on more people just now" in page and "/messages/new?to=maya" not in page
    answer = olive.post("/messages/new", data={"to": "maya", "text": "Help me", "client_id": "o1"})
    assert answer.status_code == 422 and "Help me" in answer.text
    assert "cannot take on more people" in answer.text
    assert actions.send(cast.amina, talk, "And now?", "a9").number == 3
    assert policy.may_start(cast.moderator, cast.advisor)
    assert actions.start(cast.ben, cast.advisor, "You said yes", "b1", invited=True).number == 1
    accounts.block(cast.advisor, cast.outsider)
    assert "cannot find" in olive.get("/messages/new?to=maya").text


def test_a_member_cannot_close_a_door_that_only_advisors_have(cast, browser):
    browser(cast.ben).post("/settings/messages", data={"no_first_messages": "y", "quiet_from": "",
                                                       "quiet_to": ""})
    db.session.expire_all()
    assert not cast.ben.preferences["no_first_messages"]
