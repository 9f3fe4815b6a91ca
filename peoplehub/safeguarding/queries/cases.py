"""Queries of safeguarding cases, always as one of the leads."""
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import selectinload

from peoplehub.accounts.models import SAFEGUARDING, User
from peoplehub.core import clock
from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.paging import Page, fetch_page
from peoplehub.core.viewers import Viewer
from peoplehub.safeguarding import policy
from peoplehub.safeguarding.models import (
    LOOKED_FOR,
    Evidence,
    SafeguardingCase,
    SafeguardingLook,
    TimelineEntry,
)

SIZE = 30


def cases_for(viewer: Viewer, closed: bool, number: int) -> tuple[list[SafeguardingCase], Page]:
    """A page of the open cases, those that nobody has accepted first, or of the closed ones.
    Raises NotFound for everybody but a safeguarding lead."""
    which = [*_is_seen_by(viewer), SafeguardingCase.closed_at.is_not(None) if closed
             else SafeguardingCase.closed_at.is_(None)]
    order = [SafeguardingCase.closed_at.desc()] if closed else [
        SafeguardingCase.lead_id.is_not(None), SafeguardingCase.opened_at]
    rows = select(SafeguardingCase).where(*which).order_by(*order, SafeguardingCase.id)
    people = [selectinload(getattr(SafeguardingCase, name))
              for name in ("about", "lead", "offered_to")]
    return fetch_page(rows, number, SIZE, *people)


def open_count(viewer: Viewer) -> int:
    """How many cases are open, for the moderators' queue. One question, and for leads only."""
    if not policy.may_lead(viewer):
        return 0
    return _how_many([*_is_seen_by(viewer), SafeguardingCase.closed_at.is_(None)])


def case_for(viewer: Viewer, case_id: int) -> SafeguardingCase:
    """A case that this lead may know of. Raises NotFound."""
    case = db.session.get(SafeguardingCase, case_id)
    if case is None or not policy.may_see_case(viewer, case):
        raise NotFound()
    return case


def locked_case(case_id: int) -> SafeguardingCase | None:
    """For an act: the case as it is now, and nobody else's to change until the act is over."""
    asked = select(SafeguardingCase).where(SafeguardingCase.id == case_id)
    asked = asked.with_for_update(**FOR_NO_KEY_UPDATE)
    return db.session.scalar(asked.execution_options(populate_existing=True))


def open_case_about(kind: str, piece_id: int) -> SafeguardingCase | None:
    """For an act: the open case that a moderator's case about the same piece is added to."""
    asked = select(SafeguardingCase).where(
        SafeguardingCase.kind == kind, SafeguardingCase.piece_id == piece_id,
        SafeguardingCase.closed_at.is_(None)).order_by(SafeguardingCase.id).limit(1)
    asked = asked.with_for_update(**FOR_NO_KEY_UPDATE)
    return db.session.scalar(asked.execution_options(populate_existing=True))


def is_open_to(viewer: Viewer, case: SafeguardingCase, evidence: Evidence | None = None) -> bool:
    """Whether this lead may read it at this moment: a case that they have, or what they have just
    given a reason for."""
    if evidence is None and policy.may_work_on(viewer, case):
        return True
    theirs = select(SafeguardingLook.id).where(
        SafeguardingLook.case_id == case.id, SafeguardingLook.lead_id == viewer.id,
        SafeguardingLook.evidence_id == (evidence.id if evidence else None),
        SafeguardingLook.at > clock.now() - LOOKED_FOR)
    return db.session.scalar(theirs.limit(1)) is not None


def timeline_of(case: SafeguardingCase) -> list[TimelineEntry]:
    theirs = select(TimelineEntry).where(TimelineEntry.case_id == case.id)
    theirs = theirs.options(selectinload(TimelineEntry.author)).order_by(TimelineEntry.id)
    return list(db.session.scalars(theirs))


def timeline_entry(case: SafeguardingCase, entry_id: int) -> TimelineEntry:
    """A line of this case. Raises NotFound."""
    entry = db.session.get(TimelineEntry, entry_id)
    if entry is None or entry.case_id != case.id:
        raise NotFound()
    return entry


def evidence_of(case: SafeguardingCase) -> list[Evidence]:
    theirs = select(Evidence).where(Evidence.case_id == case.id)
    return list(db.session.scalars(theirs.order_by(Evidence.id)))


def evidence_for(case: SafeguardingCase, evidence_id: int) -> Evidence:
    """A piece of evidence of this case. Raises NotFound."""
    evidence = db.session.get(Evidence, evidence_id)
    if evidence is None or evidence.case_id != case.id:
        raise NotFound()
    return evidence


def files_in_use() -> set[str]:
    """The keys of files that are evidence, without a viewer: for internal use."""
    return set(db.session.scalars(select(Evidence.file_key).where(Evidence.file_key != "")))


def looks_at(case: SafeguardingCase) -> list[SafeguardingLook]:
    """Who looked at the case and its evidence, the newest first."""
    theirs = select(SafeguardingLook).where(SafeguardingLook.case_id == case.id)
    theirs = theirs.options(selectinload(SafeguardingLook.lead))
    return list(db.session.scalars(theirs.order_by(SafeguardingLook.id.desc())))


def leads_but(person_id: int | None) -> list[User]:
    """Everyone who leads safeguarding at this moment, but the one whom it is about."""
    people = select(User).where(User.role == SAFEGUARDING).order_by(User.pen_name, User.id)
    return [one for one in db.session.scalars(people)
            if policy.may_lead(one) and one.id != person_id]


def others_than(viewer: Viewer, case: SafeguardingCase) -> list[User]:
    """The leads to whom this one can offer the case."""
    return [one for one in leads_but(case.about_id) if one.id != viewer.id]


def cases_about(person: Viewer) -> set[int]:
    """The numbers of the cases about somebody: never shown to them."""
    theirs = select(SafeguardingCase.id).where(SafeguardingCase.about_id == person.id)
    return set(db.session.scalars(theirs))


def due_ids(today: date) -> list[int]:
    """Closed cases whose day has come."""
    due = select(SafeguardingCase.id).where(
        SafeguardingCase.keep_until <= today, SafeguardingCase.closed_at.is_not(None),
        SafeguardingCase.destroyed_at.is_(None))
    return list(db.session.scalars(due.order_by(SafeguardingCase.id)))


def _is_seen_by(viewer: Viewer) -> list[ColumnElement[bool]]:
    if not policy.may_lead(viewer):
        raise NotFound()
    return [SafeguardingCase.destroyed_at.is_(None), or_(
        SafeguardingCase.about_id.is_(None), SafeguardingCase.about_id != viewer.id)]


def _how_many(which: list[ColumnElement[bool]]) -> int:
    asked = select(func.count()).select_from(SafeguardingCase).where(*which)
    return db.session.scalar(asked) or 0
