"""Marking notifications as read."""
from collections.abc import Collection

from sqlalchemy import ColumnElement, select, update

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.acts import act, announce
from peoplehub.core.extensions import db
from peoplehub.notifications import queries
from peoplehub.notifications.events import NotificationsRead
from peoplehub.notifications.models import Notification


@act
def read(person: User, notification: Notification) -> Notification:
    """With all that is shown with it."""
    mark_read(person.id, Notification.card == notification.card)
    return notification


@act
def see(person: User, pieces: Collection[tuple[str, int]]) -> None:
    """The person has these pieces on the screen: what told of them is read, whichever way they
    came. Notices with a moderator's words are read where the words stand."""
    mark_read(person.id, queries.about_pieces(pieces))


@act
def read_all(person: User) -> None:
    mine = update(Notification).where(Notification.user_id == person.id)
    db.session.execute(mine.where(Notification.read_at.is_(None)).values(read_at=clock.now()))
    announce(NotificationsRead(person.id))


def mark_read(person_id: int, *which: ColumnElement[bool]) -> None:
    """Only within an act."""
    unread = select(Notification.id).where(
        Notification.user_id == person_id, Notification.read_at.is_(None), *which)
    ids = db.session.scalars(unread.order_by(Notification.id).with_for_update()).all()
    if ids:
        db.session.execute(update(Notification).where(
            Notification.id.in_(ids)).values(read_at=clock.now()))
        announce(NotificationsRead(person_id))
