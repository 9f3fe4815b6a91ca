"""The day of publication: a draft, or a change of what is out, is published in the morning of a day
that was chosen before. The worker looks; what it missed is done in its next round, once."""
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting, jobs
from peoplehub.core.acts import act, announce
from peoplehub.core.errors import Invalid, Refused, require
from peoplehub.core.extensions import db
from peoplehub.core.preparation import prepared_by
from peoplehub.core.publication_lookup import lock
from peoplehub.core.publications import KINDS
from peoplehub.editorial import policy
from peoplehub.editorial.edited_kinds import EDITED
from peoplehub.editorial.events import PublicationScheduled, ScheduledPublicationMissed
from peoplehub.editorial.models import PUBLISH
from peoplehub.editorial.pending import pending_of, require_approval
from peoplehub.editorial.pending_models import PendingVersion
from peoplehub.editorial.review import (
    NOT_YOURS,
    NOTHING_WAITS,
    prerender_pending,
    put_out,
    require_publishable,
)
from peoplehub.editorial.tasks import close_task, open_task

HOUR = 7  # of local time, from which what is due on a day is published
FURTHEST = timedelta(days=730)
NOT_A_DAY = "Please give a day from tomorrow on, within the next two years."
NO_ONE = "The person who chose the day cannot publish it any more."


@act
def schedule(by: User, piece: Any, day: date) -> None:
    """It is published in the morning of that day. Raises Forbidden, and Invalid while it is not
    complete, or for a day that is no day to come."""
    lock(piece)
    require(policy.may_edit(by, piece), NOT_YOURS)
    require_publishable(piece)
    if not _today() < day <= _today() + FURTHEST:
        raise Invalid(NOT_A_DAY, "publish_on")
    pending = pending_of(piece)
    pending.publish_on, pending.day_by_id = day, by.id
    pending.missed_on, pending.missed_because = None, ""
    close_task(by, piece, PUBLISH)
    announce(PublicationScheduled(piece.kind, piece.id, by.id, day.isoformat()))


@act
def unschedule(by: User, piece: Any) -> None:
    """It is published on no day by itself."""
    lock(piece)
    require(policy.may_edit(by, piece), NOT_YOURS)
    pending = piece.pending
    if pending is None or pending.publish_on is None:
        raise Invalid(NOTHING_WAITS)
    pending.publish_on = pending.day_by_id = None
    announce(PublicationScheduled(piece.kind, piece.id, by.id, ""))


@jobs.every(minute="*")
def publish_what_is_due() -> None:
    """What was missed while nothing ran is done in the next round, once."""
    jobs.each(_publish, _due())


@act
@prepared_by(prerender_pending)
def publish_on_its_day(by: User | None, piece: Any) -> None:
    """A second worker finds under the lock of the piece that nothing is due, and does nothing. What
    cannot be published waits without a day, and whoever answers for it is told."""
    lock(piece)
    pending = piece.pending
    if pending is None or pending.publish_on is None or pending.publish_on > _day_that_came():
        return
    if by is None or (why := _why_not(by, piece)):
        _miss(piece, pending, NO_ONE if by is None else why)
    else:
        put_out(by, piece)


def _publish(due: tuple[str, int, int | None]) -> None:
    kind, piece_id, by_id = due
    piece = db.session.get(KINDS[kind], piece_id)
    if piece is not None:
        publish_on_its_day(db.session.get(User, by_id) if by_id else None, piece)


def _due() -> list[tuple[str, int, int | None]]:
    rows = select(PendingVersion.kind, PendingVersion.piece_id, PendingVersion.day_by_id).where(
        PendingVersion.publish_on <= _day_that_came(), PendingVersion.kind.in_(list(EDITED)))
    return [(row.kind, row.piece_id, row.day_by_id)
            for row in db.session.execute(rows.order_by(PendingVersion.id))]


def _why_not(by: User, piece: Any) -> str:
    """The sentence that refuses it; "": it can be published."""
    if not policy.may_edit(by, piece):
        return NO_ONE
    try:
        require_publishable(piece)
        require_approval(piece)
    except Refused as refusal:
        return str(refusal)
    return ""


def _miss(piece: Any, pending: PendingVersion, why: str) -> None:
    pending.missed_on, pending.missed_because = pending.publish_on, why[:300]
    pending.publish_on = None
    open_task(piece, PUBLISH, _today())
    announce(ScheduledPublicationMissed(piece.kind, piece.id))


def _today() -> date:
    return formatting.local(clock.now()).date()


def _day_that_came() -> date:
    """The last day of which the hour has come, by the clock on the wall."""
    now = formatting.local(clock.now())
    return now.date() if now.hour >= HOUR else now.date() - timedelta(days=1)
