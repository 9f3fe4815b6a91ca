"""Queries of announcements."""
from datetime import date

from sqlalchemy import Row, bindparam, select

from peoplehub.accounts.models import User
from peoplehub.announcements.models import Announcement
from peoplehub.core import clock, formatting
from peoplehub.core.column_queries import fetch_rows
from peoplehub.core.extensions import db

PUT_AWAY = "put_away"  # the preference that holds the ids of those that somebody put away
MOST = 20
CURRENT = (
    select(Announcement.id, Announcement.words, Announcement.address, Announcement.last_day)
    .where(Announcement.last_day >= bindparam("today"), Announcement.ended_at.is_(None))
    .order_by(Announcement.last_day, Announcement.id).limit(MOST)
)


def today() -> date:
    """In London."""
    return formatting.local(clock.now()).date()


def current() -> list[Row]:
    """What is told now, what ends first before the rest."""
    return list(fetch_rows(CURRENT, today=today()))


def next_for(person: User) -> Row | None:
    """The first that they have not put away."""
    gone = person.preferences.get(PUT_AWAY, [])
    return next((one for one in current() if one.id not in gone), None)


def latest() -> list[Announcement]:
    """For the team: the newest, also those that are over."""
    rows = select(Announcement).order_by(Announcement.id.desc()).limit(MOST)
    return list(db.session.scalars(rows))
