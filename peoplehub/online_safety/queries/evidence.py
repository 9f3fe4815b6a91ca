"""Queries of evidence: for leads, each with its viewer."""
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from peoplehub.accounts.models import SAFEGUARDING, User
from peoplehub.core import clock
from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.errors import NotFound, found
from peoplehub.core.extensions import db
from peoplehub.core.publication_lookup import find, is_public
from peoplehub.core.publications import KINDS
from peoplehub.core.viewers import Viewer
from peoplehub.moderation.models import Case
from peoplehub.moderation.policy import may_see_case
from peoplehub.online_safety import policy
from peoplehub.online_safety.models import STEPS, FrozenContent, FrozenContentStep

SHOWN = 100


def has_lead() -> bool:
    """Whether the community has a safeguarding lead."""
    return db.session.scalar(select(User.id).where(User.role == SAFEGUARDING).limit(1)) is not None


def freezable(viewer: Viewer, kind: str, piece_id: int) -> Any:
    """A piece that the viewer may freeze: one they may read, or, of a private message, one whose
    case they may see. Raises NotFound."""
    if kind not in KINDS:
        raise NotFound()
    piece = (find(kind, viewer, piece_id) if is_public(kind)
             else _by_case(viewer, kind, piece_id))
    if not policy.may_freeze(viewer, piece):
        raise NotFound()
    return piece


def evidence_of(kind: str, piece_id: int) -> FrozenContent | None:
    """What is frozen of that piece."""
    return db.session.scalar(select(FrozenContent).where(
        FrozenContent.kind == kind, FrozenContent.piece_id == piece_id,
        FrozenContent.put_back_at.is_(None)))


def evidence_for(viewer: Viewer, evidence_id: int) -> FrozenContent:
    """Of that id, if the viewer may handle it. Raises NotFound."""
    evidence = db.session.get(FrozenContent, evidence_id)
    if evidence is None or not policy.may_handle(viewer, evidence, has_lead()):
        raise NotFound()
    return evidence


def locked_evidence(evidence_id: int) -> FrozenContent:
    """For an act: as it is now, and nobody else's to change. Raises NotFound."""
    asked = select(FrozenContent).where(FrozenContent.id == evidence_id)
    asked = asked.with_for_update(**FOR_NO_KEY_UPDATE).execution_options(populate_existing=True)
    return found(db.session.scalar(asked))


def kept_for(viewer: Viewer) -> list[FrozenContent]:
    """The newest first. Raises NotFound for who is no lead."""
    if not policy.may_see_evidence(viewer, has_lead()):
        raise NotFound()
    theirs = select(FrozenContent).where(FrozenContent.person_id.is_distinct_from(viewer.id))
    return list(db.session.scalars(theirs.order_by(FrozenContent.id.desc()).limit(SHOWN)))


def steps_of(evidence: FrozenContent) -> dict[str, FrozenContentStep]:
    """Step of the list → when it was done first."""
    done: dict[str, FrozenContentStep] = {}
    for one in timeline_of(evidence):
        if one.step in STEPS:
            done.setdefault(one.step, one)
    return done


def timeline_of(evidence: FrozenContent) -> Sequence[FrozenContentStep]:
    """Everything that was done about it and everybody who read it, in order."""
    rows = select(FrozenContentStep).where(FrozenContentStep.frozen_id == evidence.id)
    return db.session.scalars(
        rows.options(joinedload(FrozenContentStep.by)).order_by(FrozenContentStep.id)).all()


def files_in_use() -> set[str]:
    """The keys of files that are evidence, without a viewer: for internal use."""
    kept = db.session.scalars(select(FrozenContent.file_keys).where(
        FrozenContent.destroyed_at.is_(None), FrozenContent.put_back_at.is_(None)))
    return {key for keys in kept for key in keys}


def evidence_past() -> list[int]:
    """Numbers of evidence whose day has come."""
    over = FrozenContent.kept_until <= clock.now(), FrozenContent.destroyed_at.is_(None)
    asked = select(FrozenContent.id).where(*over).order_by(FrozenContent.id)
    return list(db.session.scalars(asked))


def references_past() -> list[int]:
    over: datetime = clock.now()
    asked = select(FrozenContent.id).where(FrozenContent.reference_until <= over)
    return list(db.session.scalars(asked.order_by(FrozenContent.id)))


def _by_case(viewer: Viewer, kind: str, piece_id: int) -> Any:
    cases = db.session.scalars(select(Case).where(Case.kind == kind, Case.piece_id == piece_id))
    if not any(may_see_case(viewer, case) for case in cases):
        raise NotFound()
    return found(db.session.get(KINDS[kind], piece_id))
