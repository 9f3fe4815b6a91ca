"""Telling all members something, taking it back, and putting it away for oneself."""
from datetime import date

from sqlalchemy import bindparam, update

from peoplehub.accounts.models import User
from peoplehub.announcements import policy, queries
from peoplehub.announcements.events import AnnouncementEnded, AnnouncementWritten
from peoplehub.announcements.models import Announcement
from peoplehub.core import clock
from peoplehub.core.acts import act, announce, save
from peoplehub.core.column_queries import change
from peoplehub.core.errors import require

TEAM_ONLY = "Only the site team and safeguarding leads can do this."
END = update(Announcement).where(
    Announcement.id == bindparam("number"), Announcement.ended_at.is_(None)
).values(ended_at=bindparam("at"), ended_by_id=bindparam("by"))


@act
def tell_everybody(by: User, words: str, address: str, last_day: date) -> Announcement:
    """On every member's home until the end of `last_day`. Raises Forbidden."""
    require(policy.may_announce(by), TEAM_ONLY)
    told = save(Announcement(words=words, address=address, last_day=last_day, written_by_id=by.id))
    announce(AnnouncementWritten(told.id, by.id))
    return told


@act
def end_announcement(by: User, number: int) -> None:
    """Before its last day. What is over already stays as it is. Raises Forbidden."""
    require(policy.may_announce(by), TEAM_ONLY)
    if change(END, number=number, at=clock.now(), by=by.id):
        announce(AnnouncementEnded(number, by.id))


@act
def put_away(person: User, number: int) -> None:
    """It is on their home no more. Only what is still told to others is remembered."""
    told = {one.id for one in queries.current()}
    gone = told & {number, *person.preferences.get(queries.PUT_AWAY, [])}
    person.preferences = {**person.preferences, queries.PUT_AWAY: sorted(gone)}
