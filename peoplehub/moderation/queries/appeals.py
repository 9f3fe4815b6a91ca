"""Queries of decisions as they were told, and of appeals."""
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from peoplehub.accounts.models import STAFF_ROLES, User
from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.publications import REPORTABLE
from peoplehub.core.viewers import Viewer
from peoplehub.moderation import policy
from peoplehub.moderation.models import (
    APPEAL,
    Appeal,
    Case,
    CaseNote,
    DecisionNotice,
    Report,
)


def notice_numbered(notice_id: int) -> DecisionNotice:
    """For whoever has its signed link, and for moderators. Raises NotFound."""
    notice = db.session.get(DecisionNotice, notice_id)
    if notice is None:
        raise NotFound()
    return notice


def lock_notice(notice: DecisionNotice) -> None:
    """For an act: the notice as it is now, and nobody else's to change until the act is over."""
    db.session.refresh(notice, with_for_update=FOR_NO_KEY_UPDATE)


def notice_to(person: Viewer, notice_id: int) -> DecisionNotice:
    """A decision that this person was told of. Raises NotFound."""
    notice = notice_numbered(notice_id)
    if notice.person_id is None or notice.person_id != person.id:
        raise NotFound()
    return notice


def notice_for(viewer: Viewer, notice_id: int) -> DecisionNotice:
    """For the team. Raises NotFound to whom it is about."""
    notice = notice_numbered(notice_id)
    if not policy.may_moderate(viewer) or notice.person_id == viewer.id:
        raise NotFound()
    return notice


def appeal_of(notice: DecisionNotice) -> Appeal | None:
    return db.session.scalar(select(Appeal).where(Appeal.notice_id == notice.id))


def appeal_in(case: Case) -> Appeal:
    """Raises NotFound when the case is of another kind."""
    made = db.session.get(Appeal, case.piece_id) if case.kind == APPEAL else None
    if made is None:
        raise NotFound()
    return made


def case_of_appeal(made: Appeal) -> Case:
    asked = select(Case).where(Case.kind == APPEAL, Case.piece_id == made.id)
    return db.session.scalars(asked).one()


def notes_on(case: Case, is_for_author: bool | None = None) -> Sequence[CaseNote]:
    asked = select(CaseNote).where(CaseNote.case_id == case.id).order_by(CaseNote.at, CaseNote.id)
    if is_for_author is not None:
        asked = asked.where(CaseNote.is_for_author.is_(is_for_author))
    return db.session.scalars(asked).all()


def others_can(notice: DecisionNotice) -> bool:
    """Whether somebody of the team could decide an appeal who did not decide first."""
    team = select(User.id).where(User.role.in_(STAFF_ROLES), User.suspended_at.is_(None),
                                 User.confirmed_at.is_not(None),
                                 User.id.is_distinct_from(notice.decided_by_id),
                                 User.id.is_distinct_from(notice.person_id))
    return db.session.scalar(team.limit(1)) is not None


def untold_notice(kind: str, piece_id: int, person_id: int | None) -> DecisionNotice | None:
    """A decision of this very act, of which whoever wrote it is told at its end."""
    asked = select(DecisionNotice).where(DecisionNotice.told_at.is_(None))
    if kind == User.kind:
        asked = asked.where(DecisionNotice.person_id == person_id)
    else:
        asked = asked.where(DecisionNotice.kind == kind, DecisionNotice.piece_id == piece_id)
    return db.session.scalar(asked.limit(1))


def notices_about(viewer: Viewer, case: Case) -> Sequence[DecisionNotice]:
    """Earlier decisions about the piece of a case, and about its author unless it is unnamed."""
    about = (DecisionNotice.kind == case.kind) & (DecisionNotice.piece_id == case.piece_id)
    if case.about_id and not case.unnamed:
        about |= DecisionNotice.person_id == case.about_id
    asked = select(DecisionNotice).where(about).order_by(DecisionNotice.decided_at.desc())
    return db.session.scalars(asked.limit(20)).all() if policy.may_see_case(viewer, case) else []


def reports_settled_by(notice: DecisionNotice) -> Sequence[Report]:
    """Those who were told of that decision because they had reported it."""
    asked = select(Report).where(Report.case_id == notice.case_id,
                                 Report.settled_at.is_not(None)).order_by(Report.id)
    return db.session.scalars(asked).all() if notice.case_id else []


def piece_named(kind: str, piece_id: int) -> Any:
    """Without a viewer, for what a decision is about: for internal use. None when it is gone."""
    model = REPORTABLE.get(kind)
    return db.session.get(model, piece_id) if model else None
