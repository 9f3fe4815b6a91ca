"""What advisors say of their load, and what coordinators do to keep it light. A note is announced
to nobody, so it stands in no record."""
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from peoplehub.accounts.models import User
from peoplehub.advisors.queries import profile_of
from peoplehub.core import clock, jobs
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Invalid, require
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import deduplicated
from peoplehub.core.text import one_line
from peoplehub.supervision import policy, queries
from peoplehub.supervision.events import (
    CapacityLimited,
    DebriefBooked,
    DebriefDone,
    DebriefWished,
    SupervisionRulesSet,
)
from peoplehub.supervision.models import AdvisorDebrief, LoadNote, SupervisionRules

NOT_YOURS = "This is for peer advisors."
FOR_COORDINATORS = "This is for coordinators, and never about themselves."
NO_PAGE = "They have written no page yet, so nobody is sent to them."
IS_PAST = "This time is over. Please choose one to come."
NOTES_KEPT_FOR = timedelta(days=183)
DEBRIEFS_KEPT_FOR = timedelta(days=2 * 365)


@dataclass(frozen=True)
class Load:
    """`heaviness`: 1 (light) to 5 (too heavy); `line`: about oneself, never of a message."""

    heaviness: int
    worried: bool = False
    line: str = ""
    wants_talk: bool = False


@act
@deduplicated
def note_load(advisor: User, load: Load) -> LoadNote:
    """How it is for them just now. Who wishes to talk is on the coordinators' list."""
    require(policy.may_advise(advisor), NOT_YOURS)
    note = save(LoadNote(advisor_id=advisor.id, heaviness=load.heaviness, worried=load.worried,
                         line=one_line(load.line), wants_talk=load.wants_talk))
    if load.wants_talk and queries.open_debrief_of(advisor.id) is None:
        debrief = save(AdvisorDebrief(advisor_id=advisor.id))
        announce(DebriefWished(advisor.id, debrief.id))
    return note


@act
def delete_note(advisor: User, note_id: int) -> None:
    """One's own. A second time changes nothing."""
    db.session.execute(delete(LoadNote).where(LoadNote.id == note_id,
                                              LoadNote.advisor_id == advisor.id))


@act
def limit_capacity(coordinator: User, advisor: User, most: int | None) -> None:
    """So many families at a time and no more, whatever they say themselves; None: no limit. Raises
    Invalid."""
    require(policy.may_limit(coordinator, advisor.id), FOR_COORDINATORS)
    page = profile_of(advisor.id)
    if page is None:
        raise Invalid(NO_PAGE, "most")
    if page.most_families != most:
        page.most_families = most
        announce(CapacityLimited(coordinator.id, advisor.id, most))


@act
def plan_debrief(coordinator: User, advisor: User) -> AdvisorDebrief:
    """The coordinator would like to talk with them. A second time it is the same."""
    require(policy.may_limit(coordinator, advisor.id) and policy.may_advise(advisor),
            FOR_COORDINATORS)
    return queries.open_debrief_of(advisor.id) or save(AdvisorDebrief(advisor_id=advisor.id))


@act
def book_debrief(coordinator: User, debrief_id: int, moment: datetime, how: str) -> AdvisorDebrief:
    """When and how they talk; the advisor is told. Raises Invalid."""
    debrief = queries.debrief_locked(debrief_id)
    require(policy.may_book(coordinator, debrief), FOR_COORDINATORS)
    if moment < clock.now():
        raise Invalid(IS_PAST, "day")
    debrief.coordinator_id, debrief.booked_for, debrief.how = coordinator.id, moment, one_line(how)
    announce(DebriefBooked(coordinator.id, debrief.advisor_id, debrief.id))
    return debrief


@act
def finish_debrief(coordinator: User, debrief_id: int) -> AdvisorDebrief:
    """They have talked. What was said stands nowhere. A second time changes nothing."""
    debrief = queries.debrief_locked(debrief_id)
    if debrief.done_at is not None and policy.may_coordinate(coordinator):
        return debrief
    require(policy.may_book(coordinator, debrief), FOR_COORDINATORS)
    debrief.done_at, debrief.coordinator_id = clock.now(), coordinator.id
    announce(DebriefDone(coordinator.id, debrief.advisor_id, debrief.id))
    return debrief


@act
def set_rules(coordinator: User, heavy_notes: int, within_days: int) -> SupervisionRules:
    """After how many heavy notes a break is offered; 0: to nobody."""
    require(policy.may_coordinate(coordinator), FOR_COORDINATORS)
    kept = db.session.get(SupervisionRules, 1) or save(SupervisionRules(id=1))
    kept.heavy_notes, kept.within_days = heavy_notes, within_days
    announce(SupervisionRulesSet(coordinator.id, heavy_notes, within_days))
    return kept


@jobs.every(hour="4", minute="45")
@act
def forget_old_notes() -> None:
    """Each night: notes after half a year, talks after two years but for the last of each."""
    now = clock.now()
    last = select(func.max(AdvisorDebrief.id)).where(
        AdvisorDebrief.done_at.is_not(None)).group_by(AdvisorDebrief.advisor_id)
    db.session.execute(delete(LoadNote).where(LoadNote.written_at < now - NOTES_KEPT_FOR))
    db.session.execute(delete(AdvisorDebrief).where(
        AdvisorDebrief.done_at < now - DEBRIEFS_KEPT_FOR, AdvisorDebrief.id.not_in(last)))
