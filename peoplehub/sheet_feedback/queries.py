"""Queries of what readers say of sheets."""
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.library import policy
from peoplehub.library.models import Sheet
from peoplehub.library.queries import owners_for
from peoplehub.sheet_feedback.models import (
    URGENT,
    FormatAsker,
    FormatWish,
    SheetHelp,
    SheetRemark,
)

MOST_SHOWN, MOST_LISTED = 10, 100
FIGURES_OF = timedelta(days=90)


class Figures(NamedTuple):
    """How many said that a sheet helped, and that it did not."""

    sheet: Sheet
    helped: int
    not_helped: int


def answers_below(sheet_id: int) -> list[SheetRemark]:
    """What editors answered in public, newest first."""
    rows = select(SheetRemark).where(SheetRemark.sheet_id == sheet_id, SheetRemark.answer != "")
    return list(db.session.scalars(rows.order_by(SheetRemark.id.desc()).limit(MOST_SHOWN)))


def wishes_of(sheet_id: int) -> list[FormatWish]:
    """What people asked for and is not there yet, most wanted first."""
    rows = select(FormatWish).where(FormatWish.sheet_id == sheet_id, FormatWish.done_at.is_(None))
    return list(db.session.scalars(rows.order_by(FormatWish.wanted.desc(), FormatWish.id)))


def open_remarks(viewer: Viewer) -> list[SheetRemark]:
    """What waits for this editor: words of danger first, then the oldest."""
    rows = select(SheetRemark).join(SheetRemark.sheet).options(contains_eager(SheetRemark.sheet))
    rows = rows.where(SheetRemark.closed_at.is_(None), *_theirs(viewer))
    urgent = case((SheetRemark.doubt == URGENT, 0), else_=1)
    return list(db.session.scalars(rows.order_by(urgent, SheetRemark.id).limit(MOST_LISTED)))


def open_wishes(viewer: Viewer) -> list[FormatWish]:
    """What is promised first before the rest, then what is most wanted."""
    rows = select(FormatWish).join(FormatWish.sheet).options(
        contains_eager(FormatWish.sheet), joinedload(FormatWish.owner))
    if theirs := _theirs(viewer):
        rows = rows.where(or_(FormatWish.owner_id == viewer.id, *theirs))
    rows = rows.where(FormatWish.done_at.is_(None))
    order = (FormatWish.promised_for.is_(None), FormatWish.promised_for, -FormatWish.wanted)
    return list(db.session.scalars(rows.order_by(*order).limit(MOST_LISTED)))


def figures(viewer: Viewer) -> list[Figures]:
    """Of the last 90 days, the sheets first of which most said that they did not help."""
    since = clock.now().date() - FIGURES_OF
    helped, not_helped = func.sum(SheetHelp.helped), func.sum(SheetHelp.not_helped)
    rows = select(Sheet, helped, not_helped).join(SheetHelp, SheetHelp.sheet_id == Sheet.id).where(
        SheetHelp.day >= since, *_theirs(viewer)).group_by(Sheet.id)
    found = db.session.execute(rows.order_by(not_helped.desc(), Sheet.id).limit(MOST_LISTED))
    return [Figures(sheet, int(yes), int(no)) for sheet, yes, no in found]


def remark_for(viewer: Viewer, remark_id: int) -> SheetRemark:
    """Raises NotFound for who may not edit its sheet."""
    remark = db.session.get(SheetRemark, remark_id)
    if remark is None or not policy.may_edit(viewer, remark.sheet):
        raise NotFound()
    return remark


def wish_for(viewer: Viewer, wish_id: int) -> FormatWish:
    """The same; also for who sees to it. Raises NotFound."""
    wish = db.session.get(FormatWish, wish_id)
    if wish is None or not may_see_to(viewer, wish):
        raise NotFound()
    return wish


def may_see_to(viewer: Viewer, wish: FormatWish) -> bool:
    if policy.may_edit(viewer, wish.sheet):
        return True
    return policy.may_manage(viewer) and wish.owner_id == viewer.id


def owners(viewer: Viewer) -> list[User]:
    """Who can be asked to see to it."""
    return owners_for(viewer)


def askers_of(wish_id: int) -> list[int]:
    """Who is told when it is there: for internal use."""
    return list(db.session.scalars(select(FormatAsker.user_id).where(
        FormatAsker.wish_id == wish_id).order_by(FormatAsker.user_id)))


def _theirs(viewer: Viewer) -> list[ColumnElement[bool]]:
    """The sheets of this viewer; nothing where they look after all."""
    return [] if policy.looks_after_all(viewer) else [Sheet.author_id == viewer.id]
