"""Which hand-over notes there are, for whom, and when the next one is due."""
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.handover import policy
from peoplehub.handover.models import HandoverNote, HandoverRemark, QueueVisit
from peoplehub.handover.queries.unattended import hours, last_there
from peoplehub.rota import queries as rota

NOTED_EVERY = timedelta(minutes=5)
FIRST = timedelta(days=2)  # what the first note of all looks back to
SHOWN = 6  # notes on the page


def is_visit_new(viewer: Viewer) -> bool:
    """Whether this is somebody of the team who was not seen at the queue some minutes ago."""
    if viewer.id is None or not policy.may_see_handover(viewer):
        return False
    seen = db.session.scalar(select(QueueVisit.at).where(QueueVisit.user_id == viewer.id))
    return seen is None or seen <= clock.now() - NOTED_EVERY


def is_after_gap() -> bool:
    """Whether nobody of the team was there for as long as helpers wait, and no note was written at
    the end of that."""
    last, gap = last_there(), timedelta(hours=hours().helpers_after_hours)
    if last is None or last > clock.now() - gap:
        return False
    return handed_over_until() <= clock.now() - gap


def is_note_due() -> bool:
    """Whether a shift has begun or ended since the last note."""
    start, now = handed_over_until(), clock.now()
    return any(start < moment <= now for duty in rota.duties_between(start, now)
               for moment in (duty.begins, duty.ends))


def just_begun() -> list[User]:
    """Who has come on duty since the last note, and is on duty now."""
    start, now = handed_over_until(), clock.now()
    ids = {duty.person_id for duty in rota.duties_between(now, now + timedelta(seconds=1))
           if duty.begins > start}
    return [one for one in rota.team() if one.id in ids]


def on_duty_or_next() -> list[int]:
    """The numbers of who is on duty now, or of who is next."""
    now = clock.now()
    known = rota.duties_between(now, now + rota.AHEAD)
    on = [duty.person_id for duty in known if duty.begins <= now]
    return on or [duty.person_id for duty in known[:1]]


def handed_over_until() -> datetime:
    """What the last note reaches to."""
    last = db.session.scalar(select(HandoverNote.until_at).order_by(
        HandoverNote.until_at.desc()).limit(1))
    return last or clock.now() - FIRST


def notes_for(viewer: Viewer) -> Sequence[HandoverNote]:
    """The newest first. Raises NotFound for who is not of the team."""
    if not policy.may_see_handover(viewer):
        raise NotFound()
    newest = select(HandoverNote).order_by(HandoverNote.until_at.desc(), HandoverNote.id.desc())
    return db.session.scalars(newest.limit(SHOWN)).all()


def unread_note_for(viewer: Viewer) -> HandoverNote | None:
    """The newest note that was written for this person and that they have not read."""
    asked = select(HandoverNote).order_by(HandoverNote.until_at.desc(), HandoverNote.id.desc())
    note = db.session.scalar(asked.limit(1))
    if note is None or viewer.id not in note.for_ids:
        return None
    read = db.session.scalar(select(QueueVisit.read_at).where(QueueVisit.user_id == viewer.id))
    return note if read is None or read < note.until_at else None


def remarks_between(start: datetime, end: datetime) -> Sequence[HandoverRemark]:
    """What somebody of the team left in that time for whoever was on next."""
    asked = select(HandoverRemark).options(joinedload(HandoverRemark.author)).where(
        HandoverRemark.at > start, HandoverRemark.at <= end)
    return db.session.scalars(asked.order_by(HandoverRemark.at, HandoverRemark.id)).all()
