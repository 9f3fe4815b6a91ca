"""Reading what one was told."""
from sqlalchemy import update

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.acts import act, announce
from peoplehub.core.extensions import db
from peoplehub.notifications.events import NotificationsRead
from peoplehub.notifications.models import Notification


@act
def read(person: User, notification: Notification) -> Notification:
    notification.read_at = notification.read_at or clock.now()
    announce(NotificationsRead(person.id))
    return notification


@act
def read_all(person: User) -> None:
    mine = update(Notification).where(Notification.user_id == person.id)
    db.session.execute(mine.where(Notification.read_at.is_(None)).values(read_at=clock.now()))
    announce(NotificationsRead(person.id))
