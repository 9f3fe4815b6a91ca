"""Who hears of a new reply: those who follow or look at the topic, if they may see it."""
import pytest

from peoplehub.accounts.models import Block
from peoplehub.core.extensions import db
from peoplehub.forum import actions
from peoplehub.forum.models import Board
from peoplehub.realtime import presence


@pytest.fixture
def topic(cast):
    return begun(cast, "anyone")


@pytest.fixture
def family_topic(cast):
    return begun(cast, "families")


def begun(cast, audience):
    board = Board(slug=f"for-{audience}", name="Nights", audience=audience)
    db.session.add(board)
    db.session.commit()
    return actions.start_topic(cast.amina, board, "How do you sleep?", "I do not.").topic


def test_followers_hear_of_a_reply_and_its_writer_does_not(topic, cast, socket):
    amina, ben = socket(cast.amina), socket(cast.ben)
    actions.reply(cast.ben, topic, "In turns.")
    assert amina.received("forum:replied") == [{"topic_id": topic.id, "number": 2}]
    assert ben.received("forum:replied") == []


def test_someone_looking_hears_of_a_reply_and_someone_elsewhere_does_not(topic, cast, socket):
    looker, outsider = socket(cast.advisor), socket(cast.outsider)
    assert looker.emit("forum:looking", {"topic_id": topic.id})["ok"]
    actions.reply(cast.ben, topic, "In turns.")
    assert len(looker.received("forum:replied")) == 1
    assert outsider.received("forum:replied") == []


def test_a_professional_cannot_look_at_a_families_topic(family_topic, cast, socket):
    priya = socket(cast.professional)
    assert priya.emit("forum:looking", {"topic_id": family_topic.id})["ok"] is False
    actions.reply(cast.ben, family_topic, "In turns.")
    assert priya.received("forum:replied") == []


def test_who_may_no_longer_see_hears_nothing_though_still_looking(family_topic, cast, socket):
    looker = socket(cast.outsider)
    looker.emit("forum:looking", {"topic_id": family_topic.id})
    cast.outsider.role = "professional"
    db.session.commit()
    actions.reply(cast.ben, family_topic, "In turns.")
    assert looker.received("forum:replied") == []


def test_a_block_works_here_too(topic, cast, socket):
    looker = socket(cast.outsider)
    looker.emit("forum:looking", {"topic_id": topic.id})
    db.session.add(Block(blocker_id=cast.outsider.id, blocked_id=cast.ben.id))
    db.session.commit()
    actions.reply(cast.ben, topic, "In turns.")
    assert looker.received("forum:replied") == []


def test_an_unnamed_reply_names_nobody(topic, cast, socket):
    amina = socket(cast.amina)
    actions.reply(cast.ben, topic, "In turns.", anonymous=True)
    [told] = amina.received("forum:replied")
    assert told.keys() == {"topic_id", "number"}


@pytest.mark.parametrize("memory", [presence.Memory])
def test_looking_is_forgotten_after_two_minutes(memory, time_machine):
    time_machine.move_to("2026-11-22 12:00:00", tick=False)
    here = memory()
    here.note(topic_id=1, user_id=7)
    assert here.at(1) == {7}
    time_machine.move_to("2026-11-22 12:01:30", tick=False)
    here.note(topic_id=1, user_id=8)
    here.note(topic_id=2, user_id=9)
    time_machine.move_to("2026-11-22 12:02:01", tick=False)
    assert (here.at(1), here.at(2), here.at(3)) == ({8}, {9}, set())
    time_machine.move_to("2026-11-22 12:03:31", tick=False)
    assert (here.at(1), here.at(2), len(here.topics)) == (set(), set(), 0)
