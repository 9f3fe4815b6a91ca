"""What moderators do to look after themselves: breaks, and subjects that they do not take.

None of it is announced, so none of it stands in the record: it is nobody's business but their own.
"""
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete

from peoplehub.accounts.models import User
from peoplehub.core import clock, jobs
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Invalid, require
from peoplehub.core.extensions import db
from peoplehub.moderation import policy, queries
from peoplehub.moderation.events import BreakRulesSet
from peoplehub.moderation.models import BreakRules, CaseExposure, ModeratorBreak
from peoplehub.moderation.subjects import SUBJECTS

LONGEST = timedelta(days=31)
KEPT_FOR = timedelta(days=28)
MODERATORS_ONLY = "Only moderators can do this."
LEADS_ONLY = "Only a safeguarding lead or the site team can set this."


@act
def take_break(moderator: User, until: datetime) -> ModeratorBreak:
    """No hard case and no alarm is given to them until then, unless nobody else is there. A second
    one changes the end of the first. Raises Invalid."""
    require(policy.may_moderate(moderator), MODERATORS_ONLY)
    if not clock.now() < until <= clock.now() + LONGEST:
        raise Invalid("Choose a time from now on, within a month.", "until")
    current = queries.current_break(moderator)
    if current is None:
        return save(ModeratorBreak(user_id=moderator.id, until=until))
    current.until = until
    return current


@act
def end_break(moderator: User) -> None:
    """Before its time. A second time changes nothing."""
    if current := queries.current_break(moderator):
        current.until = clock.now()


@act
def put_break_off(moderator: User) -> None:
    """They go on; hard cases are counted anew."""
    require(policy.may_moderate(moderator), MODERATORS_ONLY)
    if queries.current_break(moderator) is None and queries.hard_cases_of(moderator):
        save(ModeratorBreak(user_id=moderator.id, since=clock.now(), until=clock.now()))


@act
def choose_subjects(moderator: User, subjects: Iterable[str]) -> None:
    """The subjects that are not given to them."""
    require(policy.may_moderate(moderator), MODERATORS_ONLY)
    chosen = [one for one in SUBJECTS if one in set(subjects)]
    moderator.preferences = {**moderator.preferences, "not_subjects": chosen}


@act
def set_break_rules(lead: User, cases: int, within_days: int) -> BreakRules:
    """After how many hard cases a break is offered to everybody of the team; 0: to nobody."""
    require(policy.may_moderate(lead) and policy.is_for_leads(lead), LEADS_ONLY)
    kept = db.session.get(BreakRules, 1) or save(BreakRules(id=1))
    kept.cases, kept.within_days = cases, within_days
    announce(BreakRulesSet(lead.id, cases, within_days))
    return kept


@jobs.every(hour="3", minute="50")
@act
def delete_old_breaks() -> None:
    """Each night: what was counted, and breaks that are over, four weeks afterwards."""
    old = clock.now() - KEPT_FOR
    db.session.execute(delete(CaseExposure).where(CaseExposure.at < old))
    db.session.execute(delete(ModeratorBreak).where(ModeratorBreak.until < old))
