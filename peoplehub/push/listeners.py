"""Listeners of accounts: a device is forgotten with the session in it."""
from functools import singledispatch

from sqlalchemy import ColumnElement, and_, delete, false, true

from peoplehub.accounts import events as accounts
from peoplehub.accounts.models import ADVISOR, COORDINATOR, STAFF_ROLES
from peoplehub.core.events import Event
from peoplehub.core.extensions import db
from peoplehub.push.models import PushSubscription


def forget_devices(event: Event) -> None:
    """Listener: of a session that somebody ended, here or from elsewhere; of somebody who may not
    sign in any more, or left the team. Of one that ran out by itself the device is kept, for
    whoever signs in there again: until then nothing comes but alarms (`outbox.queue_push`)."""
    db.session.execute(delete(PushSubscription).where(_which(event)))


@singledispatch
def _which(event: Event) -> ColumnElement[bool]:
    return false()


@_which.register
def _(event: accounts.SignedOut | accounts.SessionEnded) -> ColumnElement[bool]:
    return PushSubscription.sign_in_id == event.sign_in_id


@_which.register
def _(event: accounts.OtherSessionsEnded) -> ColumnElement[bool]:
    return and_(PushSubscription.user_id == event.person_id,
                PushSubscription.sign_in_id.is_distinct_from(event.sign_in_id))


@_which.register
def _(event: accounts.AllSessionsEnded | accounts.PersonBanned) -> ColumnElement[bool]:
    return PushSubscription.user_id == event.person_id


@_which.register
def _(event: accounts.EverybodySignedOut) -> ColumnElement[bool]:
    return true()


@_which.register
def _(event: accounts.RoleChanged) -> ColumnElement[bool]:
    is_of_team = event.role in (*STAFF_ROLES, ADVISOR, COORDINATOR)
    return false() if is_of_team else PushSubscription.user_id == event.person_id
