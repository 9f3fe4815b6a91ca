"""The record is kept, whatever anybody would like."""
from dataclasses import dataclass

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from peoplehub.audit.models import Record
from peoplehub.audit.record import record
from peoplehub.core.acts import act, announce, save
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board


@dataclass(frozen=True)
class DoorPainted:
    person_id: int


@pytest.fixture
def painted(app, monkeypatch):
    monkeypatch.setitem(app.extensions["acts"]["during"], DoorPainted, [record])

    @act
    def paint():
        announce(DoorPainted(7))

    paint()


def test_what_happened_is_written_down_with_its_numbers(painted):
    row = db.session.scalar(select(Record))
    assert (row.happened, row.about) == ("DoorPainted", {"person_id": 7})


@pytest.mark.parametrize("change", [update(Record).values(happened="Nothing"), delete(Record)])
def test_nobody_changes_or_removes_a_line(painted, change):
    with pytest.raises(DBAPIError, match="append-only"):
        db.session.execute(change)
    db.session.rollback()
    assert db.session.scalar(select(Record.happened)) == "DoorPainted"


def test_who_wrote_without_a_name_has_none_in_the_record(app, cast):
    board = act(save)(Board(slug="planning", name="Planning"))
    topic = forum.start_topic(cast.amina, board, "Named", "Words").topic
    forum.reply(cast.ben, topic, "Unnamed words", anonymous=True)
    told = select(Record.about).where(Record.happened.in_(["TopicStarted", "PostReplied"]))
    authors = [about["author_id"] for about in db.session.scalars(told.order_by(Record.id))]
    assert authors == [cast.amina.id, None]
