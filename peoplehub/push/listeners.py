"""Listeners of accounts: a device is forgotten with the session in it."""
from functools import singledispatch

from sqlalchemy import ColumnElement, delete, false, true

from peoplehub.accounts import events as accounts
from peoplehub.accounts.models import ADVISOR, COORDINATOR, STAFF_ROLES
from peoplehub.core.events import Event
from peoplehub.core.extensions import db
from peoplehub.push.models import PushSubscription


def forget_devices(event: Event) -> None:
    """Listener: of a session that somebody ended, here or from elsewhere; of somebody who may not
    sign in any more, or left the team. A session that ran out by itself ends nothing: what comes
    up tells nothing, and alarms come at night too."""
    db.session.execute(delete(PushSubscription).where(_which(event)))


@singledispatch
def _which(event: Event) -> ColumnElement[bool]:
    return false()


@_which.register
def _(event: accounts.SignedOut | accounts.SessionEnded) -> ColumnElement[bool]:
    return PushSubscription.sign_in_id == event.sign_in_id


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
