"""What a conversation says of itself where words have gone, come back or are sent again."""
import pytest
from sqlalchemy import delete

from peoplehub.core import clock
from peoplehub.core.errors import Forbidden, Invalid, NotFound
from peoplehub.core.extensions import db
from peoplehub.messages import actions, queries
from peoplehub.messages.models import Message
from peoplehub.moderation import actions as moderation
from tests.messages.conftest import as_script

pytestmark = pytest.mark.one_database


@pytest.fixture
def message(cast, talk):
    """Maya's, the second of the conversation."""
    return queries.message_for(cast.advisor, talk.id, 2)


@pytest.mark.both_databases
def test_a_conversation_whose_last_words_are_no_longer_kept_is_still_listed(cast, talk, browser):
    """Nothing of the site deletes a message; whoever keeps its database may have to."""
    db.session.execute(delete(Message).where(Message.number == 2))
    db.session.commit()
    [listed] = queries.conversations_for(cast.amina)
    assert listed.last is None and listed.last_words == ""
    assert "Maya" in browser(cast.amina).get("/messages").text


def test_the_list_says_whose_the_last_words_are(cast, talk):
    assert queries.conversations_for(cast.amina)[0].last_words == "Hello Amina"
    assert queries.conversations_for(cast.advisor)[0].last_words == "You: Hello Amina"


def test_the_list_does_not_show_words_that_were_taken_down(cast, talk, message):
    report = moderation.report(cast.amina, message, "unkind")
    moderation.settle(cast.moderator, report, "hidden", "Unkind.")
    assert queries.conversations_for(cast.amina)[0].last_words == "This message is not shown."


@pytest.mark.both_databases
def test_words_that_are_put_back_come_back_to_an_open_page(cast, talk, message, browser):
    report = moderation.report(cast.amina, message, "unkind")
    moderation.settle(cast.moderator, report, "hidden", "Unkind.")
    amina, place = browser(cast.amina), f"{talk.address}/since?after=2&gone=2"
    assert amina.get(place).json["back"] == []
    moderation.restore(cast.moderator, db.session.get(Message, message.id))
    [back] = amina.get(place).json["back"]
    assert (back["number"], back["text"]) == (2, "Hello Amina")
    assert amina.get(f"{talk.address}/since?after=2&gone=1").json["back"][0]["number"] == 1


@pytest.mark.both_databases
def test_only_the_two_have_a_message_to_report(cast, talk):
    assert queries.message_to_report(cast.amina, talk.id, 2).number == 2
    for viewer, number in ((cast.moderator, 2), (cast.stranger, 2), (cast.amina, 3)):
        with pytest.raises(NotFound):
            queries.message_to_report(viewer, talk.id, number)


def test_a_first_message_sent_again_is_the_same_one(cast):
    first = actions.start(cast.amina, cast.ben, "Hello Ben", "k1")
    assert actions.start(cast.amina, cast.ben, "Hello Ben", "k1").id == first.id
    assert first.conversation.last_number == 1


def test_the_name_of_a_message_to_one_person_is_not_used_for_another(cast, knock):
    with pytest.raises(Invalid, match="already sent to someone else"):
        actions.start(cast.amina, cast.advisor, "Hello Maya", "k1")


def test_only_the_two_mute_a_conversation(cast, talk):
    with pytest.raises(Forbidden, match="Messages are closed here"):
        actions.mute(cast.ben, talk, muted=True)


@pytest.mark.one_database
@pytest.mark.parametrize("name, status", [
    ("a.b:c-d_9", 201), ("x" * 64, 201), ("", 201), ("x" * 65, 422), ("a b", 422), ("ä", 422),
])  # fmt: skip
def test_the_browsers_name_for_a_message_is_short_and_plain(cast, talk, browser, name, status):
    sent = as_script(browser(cast.amina), talk.address, text="Hello", client_id=name)
    assert sent.status_code == status
    if status == 422:
        assert "This message has a wrong name." in sent.json["error"]
    else:
        assert sent.json["client_id"] == name or len(sent.json["client_id"]) == 32


@pytest.mark.both_databases
def test_a_message_that_is_held_says_so_in_its_place(cast, talk, message, browser):
    message.held_at = clock.now()
    db.session.commit()
    page = browser(cast.amina).get(talk.address).text
    assert "This message is being looked at by a moderator." in page and "Hello Amina" not in page


def test_a_first_message_asks_to_whom_and_says_when_nobody_has_that_name(cast, browser):
    amina = browser(cast.amina)
    asked = amina.get("/messages/new")
    assert asked.status_code == 200 and "Maya" in asked.text
    assert amina.get("/messages/new?to=nobody").status_code == 404
    sent = amina.post("/messages/new", data={"to": "nobody", "text": "Hello"})
    assert sent.status_code == 404 and "We cannot find that person." in sent.text


@pytest.mark.both_databases
def test_who_is_suspended_reads_why_they_cannot_write_first(cast, browser):
    refused = browser(cast.suspended).post("/messages/new", data={"to": "ben", "text": "Hello"})
    assert refused.status_code == 403 and "You can read, but you cannot write" in refused.text


def test_a_form_that_comes_back_from_history_sends_nothing_twice(cast, talk, browser):
    amina = browser(cast.amina)
    for name in ("f1", "f2"):
        amina.post(talk.address, data={"text": "Thank you, Maya.", "client_id": name})
    assert len(queries.messages_since(talk, 2)[0]) == 1


def test_whoever_asked_first_a_link_waits_and_an_answer_accepts(cast):
    """Whether they joined before the other or after."""
    for asks, other in ((cast.amina, cast.ben), (cast.outsider, cast.ben)):
        with pytest.raises(Invalid, match="leave links out"):
            actions.start(asks, other, "See https://nhs.uk", f"l{asks.id}")
        talk = actions.start(asks, other, "Hello", f"a{asks.id}").conversation
        assert talk.is_request
        actions.send(other, talk, "See https://nhs.uk", f"b{asks.id}")
        assert not talk.is_request
