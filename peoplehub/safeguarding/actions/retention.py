"""The day on which a case is destroyed: chosen with a reason, and done by a daily job."""
from datetime import date

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting, jobs
from peoplehub.core.acts import act, announce
from peoplehub.core.extensions import db
from peoplehub.moderation.actions import handing_over
from peoplehub.safeguarding import queries
from peoplehub.safeguarding.actions.cases import changed, require_theirs
from peoplehub.safeguarding.actions.opening import add_line
from peoplehub.safeguarding.events import SafeguardingCaseDestroyed
from peoplehub.safeguarding.models import (
    Evidence,
    SafeguardingCase,
    SafeguardingLook,
    TimelineEntry,
)


@act
def keep(lead: User, case: SafeguardingCase, until: date, reason: str) -> None:
    """Another day, for a reason that stands in the timeline."""
    require_theirs(lead, case, closed=True)
    before, case.keep_until = case.keep_until, until
    add_line(case, lead, "kept", told_on=until,
             text=f"Before: {formatting.calendar_day(before)}. {reason}")
    changed(case, lead, "kept")


@jobs.every(hour="2", minute="40")
def destroy_due() -> None:
    """Each night: closed cases whose day has come. Each on its own."""
    jobs.each(destroy, queries.due_ids(_today()))


@act
def destroy(case_id: int) -> bool:
    """Every word of it: what stays is a row with its number, reason and times. Also what the
    moderators' case still held. Returns whether there was something to destroy."""
    case = queries.locked_case(case_id)
    if case is None or case.is_open or case.destroyed_at or case.keep_until > _today():
        return False
    for table in (SafeguardingLook, Evidence, TimelineEntry):
        db.session.query(table).filter_by(case_id=case.id).delete()
    if case.moderation_case_id and case.piece_id:
        handing_over.forget_words(case.kind, case.piece_id)
    case.about_id = case.piece_id = case.moderation_case_id = case.offered_to_id = None
    case.opened_by_id = case.lead_id = case.closed_by_id = None
    case.kind, case.destroyed_at = "", clock.now()
    announce(SafeguardingCaseDestroyed(case.id))
    return True


def _today() -> date:
    return formatting.local(clock.now()).date()
