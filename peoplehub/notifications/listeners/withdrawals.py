"""What goes out of sight: nobody is told of it any more."""
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from peoplehub.accounts.models import STAFF_ROLES, User
from peoplehub.core.events import Withdrawn
from peoplehub.core.extensions import db
from peoplehub.core.publications import piece_of
from peoplehub.notifications.models import Notification
from peoplehub.notifications.notify import Beside, forget, withdraw_letters
from peoplehub.notifications.queries import READ_BY_SEEING


def forget_withdrawn(event: Withdrawn) -> None:
    forget_piece(piece_of(event))


def forget_piece(piece: Any, unread_only: bool = False) -> None:
    """Nobody is told of it any more; who was told of others beside it still is. `unread_only`: what
    they have read already stays, as a line without its words."""
    forget(piece.kind, piece.id, _beside(piece), unread_only)
    for model, which in getattr(piece, "below", ()):  # a person has none
        _forget_below(piece, model, which)


def _forget_below(piece: Any, model: Any, which: ColumnElement[bool]) -> None:
    """What stands below it is out of sight, too: its writer and moderators may still read it."""
    sees_it = or_(User.id == piece.author_id, User.role.in_(STAFF_ROLES))
    gone = db.session.scalars(select(Notification).join(
        User, User.id == Notification.user_id).where(
        Notification.kind == model.kind, Notification.piece_id.in_(select(model.id).where(which)),
        Notification.what.in_(READ_BY_SEEING), Notification.read_at.is_(None), ~sees_it)).all()
    for notice in gone:
        db.session.delete(notice)
    withdraw_letters(gone)


def _beside(piece: Any) -> list[Beside]:
    """The newest pieces by two people that stand beside this one, as notices tell of them."""
    here = getattr(piece, "beside", None)
    if here is None:
        return []
    db.session.flush()
    kind = type(piece)
    rows = select(kind).where(here, kind.is_out(), kind.id != piece.id).order_by(kind.id.desc())
    newest = db.session.scalar(rows.limit(1))
    if newest is None:
        return []
    by_another = db.session.scalar(
        rows.where(kind.author_id.is_distinct_from(newest.author_id)).limit(1))
    return [Beside(one.id, one.author_id, None if one.anonymous else one.author_id)
            for one in (newest, by_another) if one]
