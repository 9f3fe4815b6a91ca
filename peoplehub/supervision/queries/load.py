"""Reading notes of load and talks about it."""
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from peoplehub.core.breaks import BreakRule
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.locks import locked_row
from peoplehub.core.viewers import Viewer
from peoplehub.cover.models import AdvisorAbsence
from peoplehub.supervision import policy
from peoplehub.supervision.models import HEAVY, AdvisorDebrief, LoadNote, SupervisionRules

SHOWN = 12  # of one's own notes


def rules() -> SupervisionRules:
    """As a coordinator has set them, or the usual ones."""
    return db.session.get(SupervisionRules, 1) or SupervisionRules(
        id=1, heavy_notes=3, within_days=14)


def notes_by(viewer: Viewer) -> list[LoadNote]:
    """One's own, the newest first."""
    mine = select(LoadNote).where(LoadNote.advisor_id == viewer.id)
    return list(db.session.scalars(mine.order_by(LoadNote.id.desc()).limit(SHOWN)))


def newest_notes(advisor_ids: Collection[int]) -> dict[int, LoadNote]:
    """The newest of each, by the advisor's number."""
    newest = select(func.max(LoadNote.id)).where(LoadNote.advisor_id.in_(advisor_ids))
    rows = select(LoadNote).where(LoadNote.id.in_(newest.group_by(LoadNote.advisor_id)))
    return {one.advisor_id: one for one in db.session.scalars(rows)}


def heavy_notes_of(advisor_ids: Collection[int]) -> dict[int, int]:
    """How many heavy notes each wrote within the set days, since their last time away."""
    rule, back = _rule(), _last_return(advisor_ids)
    rows = db.session.execute(select(LoadNote.advisor_id, LoadNote.written_at).where(
        LoadNote.advisor_id.in_(advisor_ids), LoadNote.heaviness >= HEAVY,
        LoadNote.written_at > rule.counted_from(None)))
    found = dict.fromkeys(advisor_ids, 0)
    for advisor_id, at in rows:
        found[advisor_id] += at > rule.counted_from(back.get(advisor_id))
    return found


def break_is_offered(viewer: Viewer) -> bool:
    """Whether it has been so heavy for this advisor that a break is offered."""
    if viewer.id is None:
        return False
    return _rule().is_due(heavy_notes_of([viewer.id])[viewer.id])


def open_debrief_of(advisor_id: int) -> AdvisorDebrief | None:
    mine = select(AdvisorDebrief).where(AdvisorDebrief.advisor_id == advisor_id,
                                        AdvisorDebrief.done_at.is_(None))
    return db.session.scalar(mine.order_by(AdvisorDebrief.id).limit(1))


def my_debriefs(viewer: Viewer) -> list[AdvisorDebrief]:
    """One's own, the newest first."""
    mine = select(AdvisorDebrief).where(AdvisorDebrief.advisor_id == viewer.id)
    return list(db.session.scalars(mine.order_by(AdvisorDebrief.id.desc()).limit(SHOWN).options(
        joinedload(AdvisorDebrief.coordinator))))


def debriefs_for(viewer: Viewer) -> list[AdvisorDebrief]:
    """Those that are wished for or booked, for a coordinator. Raises NotFound."""
    if not policy.may_coordinate(viewer):
        raise NotFound()
    waiting = select(AdvisorDebrief).where(AdvisorDebrief.done_at.is_(None))
    return list(db.session.scalars(waiting.order_by(AdvisorDebrief.id).options(
        joinedload(AdvisorDebrief.advisor), joinedload(AdvisorDebrief.coordinator))))


def debrief_locked(debrief_id: int) -> AdvisorDebrief:
    """Under its row's lock. Only within an act. Raises NotFound."""
    return locked_row(AdvisorDebrief, debrief_id)


def last_debriefs(advisor_ids: Collection[int]) -> dict[int, datetime]:
    """When each last had a talk."""
    done = select(AdvisorDebrief.advisor_id, func.max(AdvisorDebrief.done_at)).where(
        AdvisorDebrief.advisor_id.in_(advisor_ids), AdvisorDebrief.done_at.is_not(None))
    return _by_person(done.group_by(AdvisorDebrief.advisor_id))


def _last_return(advisor_ids: Collection[int]) -> dict[int, datetime]:
    back = select(AdvisorAbsence.advisor_id, func.max(AdvisorAbsence.ended_at)).where(
        AdvisorAbsence.advisor_id.in_(advisor_ids), AdvisorAbsence.ended_at.is_not(None))
    return _by_person(back.group_by(AdvisorAbsence.advisor_id))


def _by_person(rows: Select) -> dict[int, datetime]:
    return {person_id: moment for person_id, moment in db.session.execute(rows)}


def _rule() -> BreakRule:
    return BreakRule(rules().heavy_notes, rules().within_days)
