"""Saying whether a sheet helped, asking for a format, and what editors do with it."""
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import delete, select

from peoplehub.accounts.models import User
from peoplehub.core import clock, jobs, page_versions
from peoplehub.core.acts import act, announce, save
from peoplehub.core.database import FOR_NO_KEY_UPDATE, insert
from peoplehub.core.errors import NotFound, require
from peoplehub.core.extensions import db
from peoplehub.core.text import normalize
from peoplehub.library import policy
from peoplehub.library.models import Sheet
from peoplehub.sheet_feedback import queries
from peoplehub.sheet_feedback.events import (
    FormatAsked,
    FormatPromised,
    FormatReady,
    RemarkAnswered,
    RemarkClosed,
    RemarkReceived,
)
from peoplehub.sheet_feedback.models import FormatAsker, FormatWish, SheetHelp, SheetRemark

NOT_YOURS = "You cannot change this sheet."
KEPT_CLOSED = timedelta(days=90)
LIBRARY = "library"  # the room whose pages show it
Row = TypeVar("Row", SheetRemark, FormatWish)


@act
def count_help(sheet_id: int, helped: bool, day: date) -> None:
    """One more said it that day. Nobody asks who."""
    column = SheetHelp.helped if helped else SheetHelp.not_helped
    row = insert(SheetHelp).values(sheet_id=sheet_id, day=day, helped=int(helped),
                                   not_helped=int(not helped))
    db.session.execute(row.on_conflict_do_update(
        index_elements=["sheet_id", "day"], set_={column.key: column + 1}))


@act
def say_what_is_missing(sheet_id: int, text: str, doubt: str = "") -> SheetRemark:
    """`doubt`: why an editor should look twice."""
    remark = save(SheetRemark(sheet_id=sheet_id, text=normalize(text), doubt=doubt[:100]))
    announce(RemarkReceived(remark.id, sheet_id))
    return remark


@act
def answer_remark(editor: User, remark: SheetRemark, shown_text: str, answer: str) -> SheetRemark:
    """Others read both below the sheet from now on."""
    remark = _locked(SheetRemark, remark.id)
    require(policy.may_edit(editor, remark.sheet), NOT_YOURS)
    remark.shown_text, remark.answer = normalize(shown_text), normalize(answer)
    remark.closed_at, remark.closed_by_id = clock.now(), editor.id
    page_versions.touch(LIBRARY)
    announce(RemarkAnswered(remark.id, editor.id))
    return remark


@act
def close_remark(editor: User, remark: SheetRemark) -> SheetRemark:
    """Done, and nobody else reads it. An answer that was there is taken away."""
    remark = _locked(SheetRemark, remark.id)
    require(policy.may_edit(editor, remark.sheet), NOT_YOURS)
    remark.shown_text = remark.answer = ""
    remark.closed_at, remark.closed_by_id = clock.now(), editor.id
    page_versions.touch(LIBRARY)
    announce(RemarkClosed(remark.id, editor.id))
    return remark


@act
def ask_for_format(person_id: int | None, sheet: Sheet, what: str) -> FormatWish:
    """One more wants it; a member who asked before is not counted again."""
    db.session.execute(insert(FormatWish).values(
        sheet_id=sheet.id, what=what, wanted=0, asked_at=clock.now()).on_conflict_do_nothing())
    rows = select(FormatWish).where(FormatWish.sheet_id == sheet.id, FormatWish.what == what)
    wish = db.session.scalars(rows.with_for_update(**FOR_NO_KEY_UPDATE).execution_options(
        populate_existing=True)).one()
    if person_id and db.session.get(FormatAsker, (wish.id, person_id)):
        return wish
    if person_id:
        save(FormatAsker(wish_id=wish.id, user_id=person_id))
    if wish.done_at:  # it was there: this is another wish
        wish.wanted, wish.promised_for, wish.done_at = 0, None, None
        wish.asked_at = clock.now()
    wish.wanted += 1
    page_versions.touch(LIBRARY)
    announce(FormatAsked(wish.id))
    return wish


@act
def promise_format(editor: User, wish: FormatWish, owner: User,
                   promised_for: date | None) -> FormatWish:
    wish = _locked(FormatWish, wish.id)
    require(queries.may_see_to(editor, wish), NOT_YOURS)
    wish.owner_id, wish.promised_for = owner.id, promised_for
    page_versions.touch(LIBRARY)
    announce(FormatPromised(wish.id, editor.id))
    return wish


@act
def format_is_there(editor: User, wish: FormatWish) -> FormatWish:
    """Whoever asked is told once, and is known no more."""
    wish = _locked(FormatWish, wish.id)
    require(queries.may_see_to(editor, wish), NOT_YOURS)
    _is_there(editor.id, wish)
    return wish


def meet_wish(by_id: int, sheet_id: int, what: str) -> None:
    """It is there now; whoever asked is told once, and is known no more. Only within an act."""
    wish = db.session.scalar(select(FormatWish).where(
        FormatWish.sheet_id == sheet_id, FormatWish.what == what, FormatWish.done_at.is_(None)))
    if wish is not None:
        _is_there(by_id, _locked(FormatWish, wish.id))


def _is_there(by_id: int, wish: FormatWish) -> None:
    if wish.done_at is None:
        wish.done_at = clock.now()
        page_versions.touch(LIBRARY)
        announce(FormatReady(wish.id, wish.sheet_id, by_id))
        db.session.execute(delete(FormatAsker).where(FormatAsker.wish_id == wish.id))


@jobs.every(hour="3", minute="25")
def forget_closed_remarks() -> None:
    """Those without an answer that others read, `KEPT_CLOSED` after somebody closed them."""
    _forget_closed()


@act
def _forget_closed() -> None:
    db.session.execute(delete(SheetRemark).where(
        SheetRemark.answer == "", SheetRemark.closed_at < clock.now() - KEPT_CLOSED))


def _locked(model: type[Row], row_id: int) -> Row:
    rows = select(model).where(model.id == row_id).with_for_update(**FOR_NO_KEY_UPDATE)
    row = db.session.scalar(rows.execution_options(populate_existing=True))
    if row is None:
        raise NotFound()
    return row
