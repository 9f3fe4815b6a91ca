"""Roles and suspension: what a person may do, and whether they may write at the moment."""
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from peoplehub.accounts import policy
from peoplehub.accounts.actions import email_verification
from peoplehub.accounts.actions.sessions import end_sessions
from peoplehub.accounts.choices import WORKS_IN_CARE
from peoplehub.accounts.events import (
    PersonBanned,
    PersonConfirmed,
    PersonJoined,
    PersonSuspended,
    RoleChanged,
    SuspensionLifted,
)
from peoplehub.accounts.models import (
    MEMBER,
    PROFESSIONAL,
    ROLES,
    STAFF_ROLES,
    WITH_SECOND_STEP,
    User,
)
from peoplehub.accounts.names import skeleton, slug_of
from peoplehub.artwork import recipe_for
from peoplehub.core import clock, jobs, mail
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Invalid, require
from peoplehub.core.extensions import db

SUBJECT = "Your PeopleHub account"
REMINDED_BEFORE = timedelta(days=3)
INVITED_FOR = timedelta(hours=24)
NOT_YOURS = "You cannot change the standing of this person."
IN_USE = "Somebody has this email, this pen name, or one that looks like it."


@act
def change_role(admin: User, person: User, role: str) -> User:
    require(policy.may_change_role(admin, person), NOT_YOURS)
    return appoint(person, role, admin.id)


@act
def appoint(person: User, role: str, by_id: int | None = None) -> User:
    """Give a role. `by_id` is empty when it is done on the server's own command line. Raises
    Invalid for a role that there is not."""
    if role not in ROLES:
        raise Invalid(f"A role is one of: {', '.join(ROLES)}.", "role")
    if role in WITH_SECOND_STEP and person.role not in WITH_SECOND_STEP:
        _begin_grace(person)
    if role in STAFF_ROLES and person.role not in STAFF_ROLES:
        _begin_training(person)
    person.role = role
    if role == PROFESSIONAL:
        person.i_am = WORKS_IN_CARE
    elif role == MEMBER and person.i_am == WORKS_IN_CARE:  # label off: they are asked again
        person.i_am, person.declared_at = "", None
    announce(RoleChanged(by_id, person.id, role))
    return person


@jobs.every(hour="9", minute="5")
@act
def remind_of_second_step() -> None:
    """Each morning: who of the team has three days left to set it up reads so once."""
    days = timedelta(days=current_app.config["SECOND_STEP_GRACE_DAYS"] - REMINDED_BEFORE.days)
    since = User.role_since.between(clock.now() - days - timedelta(days=1), clock.now() - days)
    missing = select(User).where(User.role.in_(WITH_SECOND_STEP), User.second_step_at.is_(None))
    people = [one for one in db.session.scalars(missing.where(since)) if one.second_step_due]
    mail.write_to_all(
        [(one.email, f"second step {one.id}") for one in people], SUBJECT,
        "second-step-soon", wait=timedelta(), due=clock.now() + REMINDED_BEFORE)


@act
def add_person(email: str, pen_name: str, role: str, token: str, i_am: str = "") -> User:
    """Somebody whom the team adds. They choose a password by the link that holds `token`, and
    confirm at their first sign-in who they are: age and consent are theirs alone to give. Raises
    Invalid when the pen name or the address is taken."""
    person = User(
        email=email, pen_name=pen_name, slug=slug_of(pen_name), skeleton=skeleton(pen_name),
        avatar=recipe_for(slug_of(pen_name)), joined_at=clock.now(), confirmed_at=clock.now(),
    )  # fmt: skip
    try:
        save(person)
    except IntegrityError as error:
        raise Invalid(IN_USE) from error
    announce(PersonJoined(person.id))
    announce(PersonConfirmed(person.id))
    email_verification.open_by(
        email_verification.new_verification(person, "password", email), token, INVITED_FOR
    )
    appoint(person, PROFESSIONAL if i_am == WORKS_IN_CARE and role == MEMBER else role)
    person.i_am = i_am or person.i_am
    return person


@act
def suspend(moderator: User, person: User, until: datetime | None, reason: str) -> User:
    """They can read, but not write, until then (or until it is lifted), and are told why."""
    require(policy.may_suspend(moderator, person), NOT_YOURS)
    person.suspended_at, person.suspended_until = clock.now(), until
    person.suspended_by_id, person.suspended_reason = moderator.id, reason
    announce(PersonSuspended(moderator.id, person.id))
    return person


@act
def ban(moderator: User, person: User, reason: str) -> User:
    """Close the account until the team opens it again: nobody signs in with it, and whoever is
    signed in with it is not any more."""
    suspend(moderator, person, None, reason)
    person.banned_at = clock.now()
    end_sessions(person)
    announce(PersonBanned(moderator.id, person.id))
    return person


@act
def lift_suspension(moderator: User, person: User) -> User:
    """End a suspension before its time; the person is told. Raises Forbidden."""
    require(policy.may_suspend(moderator, person), NOT_YOURS)
    person.suspended_at = person.suspended_until = person.banned_at = None
    person.suspended_by_id = person.suspended_reason = None
    announce(SuspensionLifted(moderator.id, person.id))
    return person


def _begin_grace(person: User) -> None:
    """The days in which they set up the second step at sign-in are counted from now."""
    person.role_since = clock.now()
    days = timedelta(days=current_app.config["SECOND_STEP_GRACE_DAYS"])
    if person.second_step_at is None:
        mail.queue_email(person.email, SUBJECT, "second-step-asked", due=clock.now() + days)


def _begin_training(person: User) -> None:
    """The days in which they do the training for moderators, unless they have done it before."""
    due = clock.now() + timedelta(days=current_app.config["TRAINING_GRACE_DAYS"])
    if person.training_until is None or person.training_until < due:
        person.training_until = due
        mail.queue_email(person.email, SUBJECT, "training-asked", due=due)
