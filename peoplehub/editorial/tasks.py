"""Opening and closing editors' tasks. Only within an act, under the lock of the piece."""
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.acts import save
from peoplehub.core.extensions import db
from peoplehub.editorial.models import EditorialTask


def open_task(piece: Any, what: str, due_on: date) -> EditorialTask:
    """The open task of that kind, a new one if there is none; it is due on that day."""
    task = db.session.scalar(_open(piece, what)) or EditorialTask(
        kind=piece.kind, piece_id=piece.id, what=what)
    task.due_on = due_on
    return save(task)


def close_task(by: User | None, piece: Any, what: str) -> bool:
    """It is done. Returns whether it was open."""
    task = db.session.scalar(_open(piece, what))
    if task is None:
        return False
    task.closed_at, task.closed_by_id = clock.now(), by.id if by else None
    return True


def _open(piece: Any, what: str) -> Select:
    return select(EditorialTask).where(
        EditorialTask.kind == piece.kind, EditorialTask.piece_id == piece.id,
        EditorialTask.what == what, EditorialTask.closed_at.is_(None))
