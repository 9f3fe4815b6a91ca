"""Each hour: ask and remind the two of every match in time, count their talks, and forget what is
old."""
from datetime import timedelta

from sqlalchemy import delete, select

from peoplehub.advisors import contacts, queries, stages
from peoplehub.advisors.actions import matches
from peoplehub.advisors.models import (
    CHECK_IN,
    ENDING,
    LAPSED,
    OutcomeRating,
    SupportMatch,
    SupportReview,
)
from peoplehub.core import clock, jobs
from peoplehub.core.acts import act
from peoplehub.core.extensions import db

KEPT_FOR = timedelta(days=2 * 365)  # of a match that has ended, without words, for numbers


@jobs.every(minute="20")
def look_after_matches() -> None:
    """Each on its own, one step at a time."""
    jobs.each(look_after, [match.id for match in queries.open_matches() if stages.due(match)])


@act
def look_after(match_id: int) -> None:
    """Its next step, unless it was done just now by another worker."""
    match = queries.locked_match(match_id)
    step = stages.due(match) if match.is_open else None
    if step in (CHECK_IN, ENDING):
        stages.ask(match, step)
    elif step == stages.REMIND:
        stages.remind(match)
    elif step == stages.TELL:
        stages.tell_coordinators(match)
    elif step == stages.LAPSE:
        matches.close(match, LAPSED, None)


@jobs.every(minute="35")
def count_contacts() -> None:
    """Where something was written since it was counted last."""
    jobs.each(count_contacts_of, contacts.uncounted())


@act
def count_contacts_of(match_id: int) -> None:
    contacts.count(queries.locked_match(match_id))


@jobs.every(hour="4", minute="35")
@act
def forget_old_matches() -> None:
    """With all that was answered and rated, two years after the end."""
    old = select(SupportMatch.id).where(SupportMatch.ended_at < clock.now() - KEPT_FOR)
    for table in (SupportReview, OutcomeRating):
        db.session.execute(delete(table).where(table.match_id.in_(old)))
    db.session.execute(delete(SupportMatch).where(SupportMatch.id.in_(old)))
