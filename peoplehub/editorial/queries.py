"""Reading versions and tasks. A piece was fetched with its viewer, who may read all versions of it.
"""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from peoplehub.accounts.models import ADMIN, EDITOR, STAFF_ROLES, User
from peoplehub.accounts.queries import people_with_role
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.publication_lookup import find
from peoplehub.core.viewers import Viewer
from peoplehub.editorial import policy
from peoplehub.editorial.edited_kinds import EDITED
from peoplehub.editorial.models import EditorialTask, PieceVersion, Versioned
from peoplehub.editorial.pending import is_review_required, writers_of
from peoplehub.editorial.pending_models import PendingVersion, is_approved, review_mark


def versions_of(piece: Versioned) -> Sequence[PieceVersion]:
    """All of them, the newest first."""
    rows = piece.versions.order_by(PieceVersion.number.desc())
    return db.session.scalars(rows.options(joinedload(PieceVersion.by))).all()


def version_of(piece: Versioned, number: int) -> tuple[PieceVersion, PieceVersion | None,
                                                       PieceVersion | None]:
    """The version of that number, the one before it and the one that took its place, if there are.
    Raises NotFound."""
    rows = list(versions_of(piece))
    at = next((at for at, row in enumerate(rows) if row.number == number), None)
    if at is None:
        raise NotFound()
    return rows[at], rows[at + 1] if at + 1 < len(rows) else None, rows[at - 1] if at else None


def answers_for(piece: Any) -> list[User]:
    """Who is told of what is to be done for a piece: its owner, or the editors where nobody is, or
    who is cannot do it; the site team where there is no editor."""
    owner = piece.author
    if owner is not None and owner.is_confirmed and not owner.is_suspended:
        return [owner]
    return people_with_role(EDITOR) or people_with_role(ADMIN)


def open_tasks(kind: str, piece_ids: Select) -> Sequence[EditorialTask]:
    """Of those pieces of a kind, what is due first at the top."""
    rows = select(EditorialTask).where(
        EditorialTask.kind == kind, EditorialTask.piece_id.in_(piece_ids),
        EditorialTask.closed_at.is_(None))
    return db.session.scalars(rows.order_by(EditorialTask.due_on, EditorialTask.id)).all()


@dataclass(frozen=True)
class Waiting:
    """What of a piece is not published yet: `shown` as readers would see it, `before` as they see
    it, or saw it last; None: they never did. `mark`: of the words that would be published."""

    pending: PendingVersion | None
    shown: Any
    before: Any
    mark: str
    is_anything: bool
    is_required: bool
    is_approved: bool
    may_approve: bool
    writers: list[User]
    approvers: list[User]


def piece_to_publish(viewer: Viewer, kind: str, piece_id: int) -> Any:
    """The piece, if the viewer may edit it. Raises NotFound."""
    if kind not in EDITED:
        raise NotFound()
    piece = find(kind, viewer, piece_id)
    if not policy.may_edit(viewer, piece):
        raise NotFound()
    return piece


def waiting_for(viewer: Viewer, piece: Any) -> Waiting:
    """For somebody who may edit it."""
    pending = piece.pending
    is_change = pending is not None and pending.is_change
    writer_ids = writers_of(piece, pending)
    is_required = is_review_required()
    return Waiting(
        pending, piece.as_it_was(pending) if is_change else piece,
        piece if is_change else _last_version(piece), review_mark(piece, pending),
        is_anything=is_change or piece.published_at is None, is_required=is_required,
        is_approved=is_approved(piece, pending),
        may_approve=policy.may_approve(viewer, piece, writer_ids),
        writers=list(db.session.scalars(
            select(User).where(User.id.in_(writer_ids)).order_by(User.id))),
        approvers=approvers_of(piece, writer_ids) if is_required else [])


def approvers_of(piece: Any, writer_ids: set[int]) -> list[User]:
    """Who can approve it: everybody who reads for others here and wrote none of it."""
    people = [one for role in (EDITOR, *STAFF_ROLES) for one in people_with_role(role)]
    return [one for one in people if policy.may_approve(one, piece, writer_ids)]


def pending_of_pieces(kind: str, piece_ids: Iterable[int]) -> dict[int, PendingVersion]:
    """What waits of these pieces of a kind, by their numbers."""
    rows = db.session.scalars(select(PendingVersion).where(
        PendingVersion.kind == kind, PendingVersion.piece_id.in_(list(piece_ids))))
    return {row.piece_id: row for row in rows}


def _last_version(piece: Any) -> Any:
    """The newest words that readers have seen of a draft; None: they have seen none."""
    version = db.session.scalar(piece.versions.where(PieceVersion.number == piece.edition))
    return piece.as_it_was(version) if version is not None else None
