"""What comes up on a member's devices: when, how often, and when it does not."""
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from peoplehub.accounts import actions as accounts, following
from peoplehub.accounts.models import SignIn
from peoplehub.core import clock
from peoplehub.core.acts import act, save
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board
from peoplehub.messages import actions as messages
from peoplehub.messages.models import Participant
from peoplehub.moderation import actions as moderation
from peoplehub.notifications import actions as notices, news_pushes
from peoplehub.push import actions, delivery, kinds
from peoplehub.push.models import PushMessage, PushSubscription
from peoplehub.rota import actions as rota

pytestmark = pytest.mark.one_database
DAY = datetime(2026, 12, 1, 12, tzinfo=UTC)
SOON = news_pushes.QUIET
ALL = list(kinds.KINDS)


@pytest.fixture
def topic(cast):
    board = act(save)(Board(slug="planning", name="Planning"))
    with clock.at(DAY - timedelta(days=2)):
        return forum.start_topic(cast.amina, board, "A question", "Who else?").topic


@pytest.fixture
def amina_phone(cast, phone_of):
    with clock.at(DAY - timedelta(hours=1)):
        return phone_of(cast.amina, heard=ALL)


@pytest.fixture
def comes(service):
    """comes(moment): to which devices a push goes when the worker looks then."""

    def look(moment) -> list[str]:
        before = len(service.taken)
        with clock.at(moment):
            news_pushes.tell_devices()
            delivery.send_waiting()
        return [path.rpartition("/")[2] for path, _, _ in service.taken[before:]]

    return look


def test_it_says_nothing_waits_as_long_as_an_email_and_is_not_stacked(
        cast, topic, amina_phone, phone_of, service, comes):
    with clock.at(DAY - timedelta(hours=1)):
        phone_of(cast.amina, "other")
    with clock.at(DAY):
        forum.reply(cast.ben, topic, "A secret word")
    assert comes(DAY + SOON - timedelta(seconds=1)) == []
    assert comes(DAY + SOON) == ["phone", "other"]
    assert comes(DAY + SOON * 2) == []
    _, headers, body = service.taken[0]
    assert amina_phone.read(body) == {
        "title": "Something new on PeopleHub", "path": "/notifications", "tag": "news"}
    assert headers["Urgency"] == "normal" and 0 < int(headers["TTL"]) <= 6 * 3600
    with clock.at(DAY + timedelta(minutes=5)):
        messages.start(cast.ben, cast.amina, "Hello", "b1")
    assert comes(DAY + timedelta(minutes=10)) == [], "at most once in half an hour"
    assert comes(DAY + timedelta(minutes=33)) == ["phone", "other"]
    assert amina_phone.read(service.taken[-2][2])["path"] == "/messages"
    assert service.taken[-2][1]["Topic"] == headers["Topic"], "in place of the one before"


def test_what_is_read_is_not_told_also_when_the_push_service_was_away(
        cast, topic, amina_phone, service, comes):
    with clock.at(DAY):
        forum.reply(cast.ben, topic, "Me too.")
        notices.read_all(cast.amina)
    assert comes(DAY + SOON) == []
    service.answers["phone"] = 500
    with clock.at(DAY + timedelta(hours=1)):
        forum.reply(cast.ben, topic, "And more.")
    assert comes(DAY + timedelta(minutes=62)) == ["phone"]
    with clock.at(DAY + timedelta(minutes=63)):
        notices.read_all(cast.amina)
    service.answers.clear()
    assert comes(DAY + timedelta(minutes=70)) == []
    assert db.session.query(PushMessage).count() == 0


@pytest.mark.parametrize("heard, told", [
    ("messages", ["message"]), ("answers", ["own", "named"]), ("followed", ["followed"])])
def test_only_what_is_ticked_comes(cast, topic, phone_of, comes, heard, told):
    with clock.at(DAY - timedelta(days=1)):
        other = forum.start_topic(cast.outsider, topic.board, "Another", "Anybody?").topic
        following.follow(cast.amina, "topic", other.id)
        phone_of(cast.amina, heard=[heard])
    happen = {
        "own": lambda: forum.reply(cast.ben, topic, "Me too."),
        "named": lambda: forum.reply(cast.outsider, topic, "@amina, you?"),
        "followed": lambda: forum.reply(cast.ben, other, "Me."),
        "message": lambda: messages.start(cast.ben, cast.amina, "Hello", "b1")}
    found = []
    for hour, (name, happens) in enumerate(happen.items()):
        with clock.at(DAY + timedelta(hours=hour)):
            happens()
        if comes(DAY + timedelta(hours=hour) + SOON):
            found.append(name)
    assert found == told


def test_quiet_hours_and_a_pause_put_it_off_and_a_quiet_time_ends_it(
        cast, topic, amina_phone, service, comes):
    accounts.choose_email_times(cast.amina, "11", "14")
    with clock.at(DAY):
        forum.reply(cast.ben, topic, "Me too.")
    assert comes(DAY + SOON) == []
    assert comes(DAY + timedelta(hours=2)) == ["phone"], "it is two o'clock"
    accounts.choose_email_times(cast.amina, paused_until=(DAY + timedelta(days=9)).date())
    with clock.at(DAY + timedelta(hours=3)):
        forum.reply(cast.ben, topic, "And more.")
    assert comes(DAY + timedelta(hours=4)) == []
    accounts.choose_email_times(cast.amina)
    service.answers["phone"] = 500
    assert comes(DAY + timedelta(hours=4)) == ["phone"], "it is not taken"
    accounts.begin_quiet_time(cast.amina)
    service.answers.clear()
    assert comes(DAY + timedelta(hours=5)) == [], "not what waits, and nothing else"


@pytest.mark.parametrize("gone", ["hidden", "blocked", "muted", "before", "banned", "old"])
def test_what_the_member_is_not_to_hear_of_does_not_come(
        cast, topic, amina_phone, phone_of, comes, gone):
    with clock.at(DAY):
        reply = forum.reply(cast.ben, topic, "Unkind")
        messages.start(cast.ben, cast.amina, "Unkind", "b1")
        talk = db.session.query(Participant).filter_by(user_id=cast.amina.id).one().conversation
        if gone == "hidden":
            act(moderation.hide)(cast.moderator, reply, "Unkind words")
            messages.mute(cast.amina, talk, True)
        elif gone == "blocked":
            accounts.block(cast.amina, cast.ben)
        elif gone == "muted":
            messages.mute(cast.amina, talk, True)
            notices.read_all(cast.amina)
        elif gone == "banned":
            accounts.end_all_sessions(cast.admin, cast.amina)
    if gone == "before":  # it was there when the device was switched on
        with clock.at(DAY + timedelta(seconds=1)):
            accounts.end_all_sessions(cast.admin, cast.amina)
            phone_of(cast.amina)
    assert comes(DAY + (timedelta(days=2) if gone == "old" else SOON)) == []


def test_an_alarm_does_not_wait_behind_news_and_needs_no_tick(
        cast, topic, amina_phone, phone_of, service, comes, monkeypatch):
    monkeypatch.setattr(delivery, "MOST_AT_ONCE", 1)
    with clock.at(DAY):
        forum.reply(cast.ben, topic, "Me too.")
        phone_of(cast.safeguarding, "alarm")
    with clock.at(DAY + SOON):
        news_pushes.tell_devices()
        rota.raise_by_hand(cast.moderator, "test")
    assert comes(DAY + SOON) == ["alarm"]
    assert comes(DAY + SOON) == ["phone"]


ENDS = {
    "unused for too long": lambda one: setattr(one, "idles_at", DAY),
    "too old": lambda one: setattr(one, "expires_at", DAY),
    "deleted since": db.session.delete,
}


@pytest.mark.parametrize("how", ENDS)
def test_a_device_where_the_session_ran_out_is_told_nothing_until_one_signs_in_there(
        cast, topic, amina_phone, service, comes, how):
    """Also of what waits already."""
    with clock.at(DAY - timedelta(minutes=58)):
        forum.reply(cast.ben, topic, "Words")
    service.answers["phone"] = 503
    assert comes(DAY - timedelta(minutes=50)) == ["phone"]  # and it waits
    del service.answers["phone"]
    act(ENDS[how])(db.session.scalars(select(SignIn).where(SignIn.user_id == cast.amina.id)).one())
    with clock.at(DAY + SOON):
        forum.reply(cast.advisor, topic, "More words")
    assert comes(DAY + timedelta(hours=2)) == []
    with clock.at(DAY + timedelta(hours=3)):
        session = accounts.sign_in(cast.amina, "another", "Chrome on Android", remember=True)
        actions.renew(cast.amina, session.id, service.address())
        forum.reply(cast.advisor, topic, "Even more")
    assert comes(DAY + timedelta(hours=4)) == ["phone"]


@pytest.mark.parametrize("verb, left", [
    (lambda person, here: accounts.end_other_sessions(person, here), ["here"]),
    (lambda person, _: accounts.change_password(person, "a new hash"), ["here"]),
    (lambda person, _: accounts.end_all_sessions(None, person), [])])
def test_signing_out_everywhere_and_a_new_password_end_it_on_all_other_devices(
        cast, amina_phone, phone_of, verb, left):
    """Also where the session had run out before."""
    here = accounts.sign_in(cast.amina, "here", "Firefox", remember=True)
    phone_of(cast.amina, "here", here.id)
    act(lambda: db.session.execute(update(SignIn).where(SignIn.id != here.id).values(
        expires_at=DAY - timedelta(days=900))))()
    cast.amina.sign_in_id = here.id
    verb(cast.amina, here.id)
    found = db.session.scalars(select(PushSubscription.endpoint))
    assert [endpoint.rpartition("/")[2] for endpoint in found] == left
