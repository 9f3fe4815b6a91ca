"""Checks: a piece is read again by a day, of which its owner is told in time."""
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting, jobs, mail
from peoplehub.core.acts import act, announce
from peoplehub.core.extensions import db
from peoplehub.core.publication_lookup import lock
from peoplehub.core.publications import KINDS
from peoplehub.editorial.events import CheckDone, CheckDue
from peoplehub.editorial.models import CHECK, Checked
from peoplehub.editorial.queries import answers_for
from peoplehub.editorial.tasks import close_task, open_task

REMINDED = (30, 7, 0)  # days before the next check
SUBJECT = "A page that you look after must be checked"


def record_check(by: User, piece: Any, note: str = "") -> None:
    """It was read again today and is right; `note` says what was looked at. Only within an act."""
    piece.check_note = note
    piece.check_again(clock.now(), piece.check_every_days)
    if close_task(by, piece, CHECK):
        announce(CheckDone(piece.kind, piece.id, by.id))


def change_check(by: User, piece: Any, every_days: int) -> None:
    """It is to be read again more or less often. What was due by the day of before is not any more;
    the next round tells what is. Only within an act."""
    piece.check_again(piece.checked_at, every_days)
    if piece.reminded_days is None and close_task(by, piece, CHECK):
        announce(CheckDone(piece.kind, piece.id, by.id))


@jobs.every(minute="*/15")
def remind_of_checks() -> None:
    """What was missed while nothing ran is done in the next round, once."""
    for kind, model in list(KINDS.items()):
        if issubclass(model, Checked):
            jobs.each(partial(remind_of_check, kind), _due(model))


@act
def remind_of_check(kind: str, piece_id: int) -> None:
    """Tell whoever answers for the piece that its check comes near, or is late. A second worker
    finds that it is told under the lock of the piece, and does nothing."""
    piece: Any = db.session.get(KINDS[kind], piece_id)
    if piece is None:
        return
    lock(piece)
    days = _days_to_tell(piece)
    if days is None or not _is_checked(piece):
        return
    piece.reminded_days = days
    open_task(piece, CHECK, formatting.local(piece.next_check_at).date())
    mail.write_to_all([(one.email, f"{one.id} check {kind} {piece_id}")
                       for one in answers_for(piece)], SUBJECT, "check-due",
                      wait=timedelta(), piece=piece, days=days)
    announce(CheckDue(kind, piece_id, days))


def _days_to_tell(piece: Checked) -> int | None:
    """The last of `REMINDED` that has come, unless it is told already."""
    now = clock.now()
    come = [days for days in REMINDED if piece.next_check_at - timedelta(days=days) <= now]
    if not come or (piece.reminded_days is not None and piece.reminded_days <= come[-1]):
        return None
    return come[-1]


def _is_checked(piece: Any) -> bool:
    model = type(piece)
    rows = select(model.id).where(model.id == piece.id, model.is_out(), model.is_to_check())
    return db.session.scalar(rows) is not None


def _due(model: Any) -> list[int]:
    """The pieces of which somebody is to be told now."""
    now = clock.now()
    which = or_(*(_is_to_tell(model, days, now) for days in REMINDED))
    rows = select(model.id).where(model.is_out(), model.is_to_check(), which)
    return list(db.session.scalars(rows.order_by(model.id)))


def _is_to_tell(model: Any, days: int, now: datetime) -> ColumnElement[bool]:
    told = or_(model.reminded_days.is_(None), model.reminded_days > days)
    return and_(model.next_check_at <= now + timedelta(days=days), told)
