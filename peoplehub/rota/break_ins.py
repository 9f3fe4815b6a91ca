"""Alarms of a break-in, by rule: few, and once for each incident. They name no address.

Listeners of signs that accounts announce. Whose account it may be is not told.
"""
from datetime import timedelta

from sqlalchemy import func, select

from peoplehub.accounts.events import (
    CodesGuessed,
    ManyAccountsTried,
    PasswordChanged,
    RecoveryCodeUsed,
    SecondStepSetUp,
)
from peoplehub.accounts.models import WITH_SECOND_STEP, RecoveryCode, SignIn, User
from peoplehub.core import clock, locks
from peoplehub.core.extensions import db
from peoplehub.rota import alarms
from peoplehub.rota.models import ACCOUNT, BREAK_IN

ONE_INCIDENT = timedelta(days=1)


def raise_for_sign(event: CodesGuessed | ManyAccountsTried | RecoveryCodeUsed | PasswordChanged
                   | SecondStepSetUp) -> None:
    """Listener: an alarm where the rule of that sign holds, and none was raised within a day."""
    if isinstance(event, ManyAccountsTried):
        return _raise_once(None)
    person = db.session.get_one(User, event.person_id)
    if person.role in WITH_SECOND_STEP and _is_break_in(event, person):
        _raise_once(person.id)


def _is_break_in(event: object, person: User) -> bool:
    if isinstance(event, CodesGuessed):
        return True
    if isinstance(event, RecoveryCodeUsed):
        return _codes_left(person) == 0
    return _changed_both(person) and _came_from_unknown(person)


def _codes_left(person: User) -> int:
    left = select(func.count()).select_from(RecoveryCode).where(
        RecoveryCode.user_id == person.id, RecoveryCode.used_at.is_(None))
    return db.session.scalar(left) or 0


def _changed_both(person: User) -> bool:
    """The password and the app of the second step, within a day."""
    since = clock.now() - ONE_INCIDENT
    return all(at is not None and at > since
               for at in (person.password_changed_at, person.second_step_at))


def _came_from_unknown(person: User) -> bool:
    """The password was set by a link, or somebody signed in within a day, with a browser that had
    not been theirs."""
    if person.password_from_unknown:
        return True
    theirs = select(SignIn.id).where(
        SignIn.user_id == person.id, SignIn.is_known.is_(False),
        SignIn.began_at > clock.now() - ONE_INCIDENT)
    return db.session.scalar(theirs.limit(1)) is not None


def _raise_once(person_id: int | None) -> None:
    locks.wait_for_name("break-in", person_id)
    if not alarms.was_raised(BREAK_IN, ACCOUNT, person_id, clock.now() - ONE_INCIDENT):
        alarms.raise_alarm(BREAK_IN, ACCOUNT, person_id, about_id=person_id)
