"""Giving and taking grants: what somebody may do for a time."""
from datetime import timedelta

from sqlalchemy import select

from peoplehub.accounts import policy
from peoplehub.accounts.events import GrantEnded, GrantGiven
from peoplehub.accounts.models import GRANTS, RoleGrant, User
from peoplehub.core import clock, jobs, mail
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Invalid, require
from peoplehub.core.extensions import db

SUBJECT = "Your PeopleHub account"
LONGEST = timedelta(days=366)
TOLD_BEFORE = timedelta(days=7)
NOT_YOURS = "You cannot give or take this."
HAS_IT = "They have this already. Take it first if you want to give it for another time."


@act
def give_grant(giver: User, person: User, kind: str, lasts: timedelta, reason: str) -> RoleGrant:
    """For at most a year. The person is told. Raises Invalid, Forbidden."""
    require(policy.may_give_grant(giver, person, kind), NOT_YOURS)
    if not timedelta() < lasts <= LONGEST:
        raise Invalid("It lasts for at most a year.", "lasts")
    if person.holds(kind):
        raise Invalid(HAS_IT, "kind")
    grant = save(RoleGrant(user_id=person.id, kind=kind, granted_by_id=giver.id, reason=reason,
                           since=clock.now(), until=clock.now() + lasts))
    db.session.expire(person, ["grants"])
    mail.queue_email(person.email, SUBJECT, "grant-given", words=grant.words, until=grant.until,
                     meaning=GRANTS[kind][1])
    announce(GrantGiven(giver.id, person.id, kind))
    return grant


@act
def end_grant(keeper: User, grant: RoleGrant) -> RoleGrant:
    """Before its time. A second time changes nothing."""
    person = db.session.get_one(User, grant.user_id)
    require(policy.may_give_grant(keeper, person, grant.kind), NOT_YOURS)
    if grant.is_current:
        grant.ended_at, grant.ended_by_id = clock.now(), keeper.id
        db.session.expire(person, ["grants"])
        announce(GrantEnded(keeper.id, person.id, grant.kind))
    return grant


@jobs.every(hour="9", minute="10")
@act
def tell_of_ending_grants() -> None:
    """Each morning: whose grant ends in a week reads so once. It ends by itself all the same."""
    soon = clock.now() + TOLD_BEFORE
    ending = select(RoleGrant, User).join(User, User.id == RoleGrant.user_id).where(
        RoleGrant.ended_at.is_(None), RoleGrant.until > soon - timedelta(days=1),
        RoleGrant.until <= soon)
    for grant, person in db.session.execute(ending).all():
        mail.queue_email(person.email, SUBJECT, "grant-ends", words=grant.words, until=grant.until)
