"""Reading versions and tasks. A piece was fetched with its viewer, who may read all versions of it.
"""
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from peoplehub.accounts.models import ADMIN, EDITOR, User
from peoplehub.accounts.queries import people_with_role
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.editorial.models import EditorialTask, PieceVersion, Versioned


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
