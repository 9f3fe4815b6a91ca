"""What a conversation says of itself where words have gone, come back or are sent again."""
import pytest
from sqlalchemy import delete

from peoplehub.core.errors import Forbidden, Invalid, NotFound
from peoplehub.core.extensions import db
from peoplehub.messages import actions, queries
from peoplehub.messages.models import Message
from peoplehub.moderation import actions as moderation
from tests.messages.conftest import as_script


@pytest.fixture
def message(cast, talk):
    """Maya's, the second of the conversation."""
    return queries.message_for(cast.advisor, talk.id, 2)


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


def test_words_that_are_put_back_come_back_to_an_open_page(cast, talk, message, browser):
    report = moderation.report(cast.amina, message, "unkind")
    moderation.settle(cast.moderator, report, "hidden", "Unkind.")
    amina, place = browser(cast.amina), f"{talk.address}/since?after=2&gone=2"
    assert amina.get(place).json["back"] == []
    moderation.restore(cast.moderator, db.session.get(Message, message.id))
    [back] = amina.get(place).json["back"]
    assert (back["number"], back["text"]) == (2, "Hello Amina")
    assert amina.get(f"{talk.address}/since?after=2&gone=1").json["back"][0]["number"] == 1


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
