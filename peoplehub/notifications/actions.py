"""Marking notifications as read."""
from collections.abc import Collection

from sqlalchemy import update

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.acts import act, announce
from peoplehub.core.extensions import db
from peoplehub.notifications import queries
from peoplehub.notifications.events import NotificationsRead
from peoplehub.notifications.models import Notification


@act
def read(person: User, notification: Notification) -> Notification:
    notification.read_at = notification.read_at or clock.now()
    announce(NotificationsRead(person.id))
    return notification


@act
def see(person: User, pieces: Collection[tuple[str, int]]) -> None:
    """The person has these pieces on the screen: what told of them is read, whichever way they
    came. Notices with a moderator's words are read where the words stand."""
    told = queries.about_these(person.id, pieces).with_only_columns(Notification.id)
    ids = db.session.scalars(told.with_for_update()).all()
    if ids:
        now = clock.now()
        db.session.execute(
            update(Notification).where(Notification.id.in_(ids)).values(read_at=now))
        announce(NotificationsRead(person.id))


@act
def read_all(person: User) -> None:
    mine = update(Notification).where(Notification.user_id == person.id)
    db.session.execute(mine.where(Notification.read_at.is_(None)).values(read_at=clock.now()))
    announce(NotificationsRead(person.id))
