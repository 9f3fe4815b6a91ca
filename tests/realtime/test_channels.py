"""What open browsers hear, and what they never do."""
import pytest

from peoplehub.accounts.models import Block, SignIn
from peoplehub.core import clock
from peoplehub.core.extensions import db, socketio
from peoplehub.messages import actions, queries
from peoplehub.moderation import actions as moderation
from peoplehub.realtime import session_watch

pytestmark = pytest.mark.one_database


@pytest.fixture
def talk(cast):
    return actions.start(cast.amina, cast.advisor, "Hello Maya", "a1").conversation


def test_both_people_hear_a_message_and_nobody_else_does(talk, cast, socket):
    amina, maya, outsider = socket(cast.amina), socket(cast.advisor), socket(cast.outsider)
    moderator = socket(cast.moderator)
    actions.send(cast.amina, talk, "**Nights**", "c1")
    for one in (amina, maya):
        [told] = one.received("messages:sent")
        assert {"id", "number", "client_id", "conversation_id", "author", "text", "html",
                "sent_at"} <= told.keys()
        assert (told["number"], told["client_id"], told["author"]) == (2, "c1", "amina")
    assert outsider.received("messages:sent") == moderator.received("messages:sent") == []


def test_one_s_own_words_and_a_muted_conversation_are_not_said_aloud(talk, cast, socket):
    amina, maya = socket(cast.amina), socket(cast.advisor)
    quiet = []
    for muted in (False, True):
        actions.mute(cast.advisor, talk, muted)
        actions.send(cast.amina, talk, "Nights", f"c{muted}")
        quiet += [one.received("messages:sent")[0]["quiet"] for one in (amina, maya)]
    assert quiet == [True, False, True, True]


@pytest.mark.parametrize("who", ["stranger", "suspended"])
def test_strangers_and_suspended_people_are_refused(cast, socket, who):
    assert not socket(getattr(cast, who)).is_connected


@pytest.mark.both_databases
def test_an_ended_session_is_refused(cast, browser, socket):
    amina = browser(cast.amina)
    for session in db.session.query(SignIn):
        session.ended_at = clock.now()
    db.session.commit()
    assert not socket(client=amina).is_connected


@pytest.mark.parametrize("payload", [
    {"room": "user:1"}, {"channel": "user:1", "conversation_id": 1}, ["user:1"], "user:1", None,
])
@pytest.mark.parametrize("name", ["join", "join_room", "enter", "messages:typing", "subscribe"])
def test_no_payload_joins_another_channel(talk, cast, socket, name, payload):
    outsider = socket(cast.outsider)
    outsider.emit(name, payload)
    rooms = {room for members in [socketio.server.manager.rooms["/"]] for room, sids in
             members.items() if room and room.startswith("user:") and sids}
    assert rooms == {f"user:{cast.outsider.id}"}
    actions.send(cast.amina, talk, "Secret", "c1")
    assert outsider.received("messages:sent") == []


def test_someone_blocked_hears_nothing_more_though_still_connected(talk, cast, socket):
    amina, maya = socket(cast.amina), socket(cast.advisor)
    prefer(cast.amina, cast.advisor, "typing", "read_signs")
    db.session.add(Block(blocker_id=cast.advisor.id, blocked_id=cast.amina.id))
    db.session.commit()
    maya.emit("messages:typing", {"conversation_id": talk.id})
    actions.mark_read(cast.advisor, talk, 1)
    assert amina.received("messages:typing") == []
    assert amina.received("messages:read") == []
    assert amina.is_connected


def test_typing_is_told_only_where_both_want_it(talk, cast, socket):
    amina, maya = socket(cast.amina), socket(cast.advisor)
    amina.emit("messages:typing", {"conversation_id": talk.id})
    prefer(cast.amina, "typing")
    amina.emit("messages:typing", {"conversation_id": talk.id})
    assert maya.received("messages:typing") == []
    prefer(cast.amina, cast.advisor, "typing")
    amina.emit("messages:typing", {"conversation_id": talk.id})
    assert maya.received("messages:typing") == [{"conversation_id": talk.id, "author": "amina"}]


def test_an_outsider_cannot_pretend_to_type(talk, cast, socket):
    prefer(cast.amina, cast.advisor, cast.outsider, "typing")
    maya, outsider = socket(cast.advisor), socket(cast.outsider)
    answer = outsider.emit("messages:typing", {"conversation_id": talk.id})
    assert answer["ok"] is False
    assert maya.received("messages:typing") == []


@pytest.mark.parametrize("payload", [
    None, "x", 7, [], {}, {"conversation_id": None}, {"conversation_id": "1"},
    {"conversation_id": True}, {"conversation_id": 1.5}, {"conversation_id": -1},
    {"conversation_id": 2**40}, {"conversation_id": {"id": 1}},
])
def test_a_payload_of_the_wrong_shape_does_nothing(talk, cast, socket, payload):
    amina = socket(cast.amina)
    assert amina.emit("messages:typing", payload)["ok"] is False
    assert amina.is_connected


def test_a_socket_that_says_too_much_is_closed(talk, cast, socket):
    amina = socket(cast.amina)
    for _ in range(241):
        if amina.is_connected:
            amina.emit("messages:typing", {"conversation_id": talk.id})
    assert not amina.is_connected


def test_what_is_held_is_not_told_to_the_other(talk, cast, socket, app):
    maya = socket(cast.advisor)
    message = queries.message_for(cast.amina, talk.id, 1)
    message.held_at = clock.now()
    db.session.commit()
    told = message.to_json_for(cast.advisor)
    assert "text" not in told and told["gone"]
    assert message.to_json_for(cast.amina)["text"] == "Hello Maya"
    assert maya.is_connected


def test_a_message_taken_away_goes_from_open_pages(talk, cast, socket):
    maya = socket(cast.advisor)
    actions.take_away(cast.amina, queries.message_for(cast.amina, talk.id, 1))
    [told] = maya.received("messages:changed")
    assert told["gone"] and "text" not in told


def test_a_message_that_a_moderator_hides_waits_for_nobody(talk, cast, socket):
    maya = socket(cast.advisor)
    message = queries.message_for(cast.amina, talk.id, 1)
    moderation.hide(cast.moderator, message, "It names a child.")
    assert [told["messages"] for told in maya.received("notifications:counted")] == [0]
    moderation.restore(cast.moderator, message)
    assert [told["messages"] for told in maya.received("notifications:counted")] == [1]


def test_delivered_is_told_to_the_writer(talk, cast, socket):
    amina = socket(cast.amina)
    actions.mark_delivered(cast.advisor, talk, 1)
    assert amina.received("messages:delivered") == [{"conversation_id": talk.id, "number": 1}]


def test_read_is_told_as_delivered_unless_both_want_it(talk, cast, socket):
    amina = socket(cast.amina)
    actions.mark_read(cast.advisor, talk, 1)
    heard = amina._socket.get_received()
    assert [packet["name"] for packet in heard] == ["messages:delivered"]
    prefer(cast.amina, cast.advisor, "read_signs")
    actions.send(cast.amina, talk, "More", "c2")
    actions.mark_read(cast.advisor, talk, 2)
    assert amina.received("messages:read") == [{"conversation_id": talk.id, "number": 2}]


def test_counts_are_told_to_the_person_and_to_no_other(talk, cast, socket):
    amina, maya = socket(cast.amina), socket(cast.advisor)
    actions.send(cast.amina, talk, "More", "c2")
    assert maya.received("notifications:counted")[-1]["messages"] == 2
    actions.mark_read(cast.advisor, talk, 2)
    assert maya.received("notifications:counted")[-1]["messages"] == 0
    assert amina.received("notifications:counted") == []


@pytest.mark.both_databases
def test_a_session_that_ends_closes_its_socket_and_no_other(cast, browser, socket):
    phone, desk = socket(client=browser(cast.amina)), socket(client=browser(cast.amina))
    ben = socket(cast.ben)
    first = db.session.query(SignIn).filter_by(user_id=cast.amina.id).order_by(SignIn.id).first()
    first.ended_at = clock.now()
    db.session.commit()
    assert session_watch.close_ended() == 1
    assert not phone.is_connected
    assert desk.is_connected and ben.is_connected


def test_suspension_closes_every_socket_of_the_person(cast, socket):
    one, other, ben = socket(cast.amina), socket(cast.amina), socket(cast.ben)
    cast.amina.suspended_at = clock.now()
    db.session.commit()
    assert session_watch.close_ended() == 2
    assert not one.is_connected and not other.is_connected
    assert ben.is_connected


def test_looking_for_ended_sessions_is_one_question_and_none_when_nobody_is_here(
    cast, socket, queries
):
    with queries() as asked:
        session_watch.close_ended()
    assert asked == []
    people = [socket(cast.amina) for _ in range(5)]
    with queries() as asked:
        session_watch.close_ended()
    assert len(asked) == 1
    assert all(one.is_connected for one in people)


def prefer(*people_and_signs) -> None:
    signs = {sign: True for sign in people_and_signs if isinstance(sign, str)}
    for person in people_and_signs:
        if not isinstance(person, str):
            person.preferences = {**person.preferences, **signs}
    db.session.commit()


def test_the_one_who_knocked_hears_of_an_open_door_and_never_of_a_shut_one(cast, socket):
    to_ben = actions.start(cast.amina, cast.ben, "Hello", "k1").conversation
    to_olive = actions.start(cast.amina, cast.outsider, "Hello", "k2").conversation
    amina = socket(cast.amina)
    actions.decline(cast.ben, to_ben)
    actions.accept(cast.outsider, to_olive)
    heard = amina._socket.get_received()
    assert [(packet["name"], packet["args"][0]) for packet in heard] == [
        ("messages:accepted", {"conversation_id": to_olive.id})
    ]
