"""The record is kept, whatever anybody would like."""
from dataclasses import dataclass

import pytest
from flask_migrate import upgrade
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from peoplehub.audit.models import Record
from peoplehub.core.acts import act, announce, save
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board
from peoplehub.moderation.models import Decision
from tests.house.test_migrations import empty, triggers  # noqa: F401


@dataclass(frozen=True)
class DoorPainted:
    person_id: int


@pytest.fixture
def painted(app):
    @act
    def paint():
        announce(DoorPainted(7))

    paint()


@pytest.mark.one_database
def test_what_happened_is_written_down_with_its_numbers(painted):
    row = db.session.scalar(select(Record))
    assert (row.happened, row.about) == ("DoorPainted", {"person_id": 7})


CHANGES = [  # of the record and of the log of moderation
    "UPDATE audit_record SET happened = 'Nothing'", "DELETE FROM audit_record",
    "TRUNCATE audit_record", "TRUNCATE audit_record, decision CASCADE",
    "UPDATE decision SET reason = 'None'", "DELETE FROM decision", "TRUNCATE decision",
    "INSERT OR REPLACE INTO audit_record SELECT id, at, 'Nothing', about FROM audit_record",
    "REPLACE INTO decision SELECT id, at, NULL, 'hid', kind, piece_id, NULL, 0, '', '' "
    "FROM decision",
]


@pytest.fixture
def decided(cast, painted):
    db.session.add(Decision(verb="hid", kind="post", piece_id=1, reason="It names somebody"))
    db.session.commit()


@pytest.mark.parametrize("change", CHANGES)
def test_nobody_changes_or_removes_a_line(decided, change):
    before = logs()
    with pytest.raises(DBAPIError):
        db.session.execute(text(change))
    db.session.rollback()
    assert logs() == before and len(before[0]) and len(before[1]) == 1


def logs() -> list[list]:
    return [db.session.execute(select(table)).all()
            for table in (Record.__table__, Decision.__table__)]


@pytest.mark.slow
def test_the_sites_own_role_may_read_and_add_and_nothing_else(empty):  # noqa: F811
    """Also where new tables are its own to change by default. (SQLite has no roles.)"""
    if db.engine.dialect.name == "sqlite":
        upgrade()
        assert {f"{table}_no_{verb}" for table in ("audit_record", "decision")
                for verb in ("update", "delete", "replace")} <= triggers()
        return
    with db.engine.begin() as connection:
        connection.exec_driver_sql(
            "DROP ROLE IF EXISTS site_only; CREATE ROLE site_only; "
            "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO site_only; "
            "ALTER DEFAULT PRIVILEGES GRANT ALL ON SEQUENCES TO site_only")
    upgrade()
    try:
        as_site("INSERT INTO decision (at, verb, kind, piece_id, unnamed, heading, reason) "
                "VALUES (now(), 'hid', 'post', 1, false, '', '')")
        as_site("SELECT * FROM audit_record")
        as_site("DELETE FROM idempotency_record")
        for change in ("SET session_replication_role = replica", "DROP TABLE audit_record",
                       "ALTER TABLE decision DISABLE TRIGGER ALL", *CHANGES[:7]):
            with pytest.raises(DBAPIError, match="permission denied|must be owner"):
                as_site(change)
    finally:
        db.session.remove()
        with db.engine.begin() as connection:
            connection.exec_driver_sql("DROP OWNED BY site_only; DROP ROLE site_only")


def as_site(statement: str) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL ROLE site_only")
        connection.exec_driver_sql(statement)


def test_who_wrote_without_a_name_has_none_in_the_record(app, cast):
    board = act(save)(Board(slug="planning", name="Planning"))
    topic = forum.start_topic(cast.amina, board, "Named", "Words").topic
    forum.reply(cast.ben, topic, "Unnamed words", anonymous=True)
    told = select(Record.about).where(Record.happened == "Published")
    authors = [about["by_id"] for about in db.session.scalars(told.order_by(Record.id))]
    assert authors == [cast.amina.id, None]
