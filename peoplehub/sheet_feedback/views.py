"""What readers say of a sheet, and the list of those who look after it."""
from contextlib import suppress

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from peoplehub.accounts.auth import for_roles, member, viewer
from peoplehub.accounts.models import ADVISOR, COORDINATOR, EDITOR, STAFF_ROLES
from peoplehub.core import clock, formatting, limits
from peoplehub.core.errors import TooMany
from peoplehub.editorial.translations import languages_of
from peoplehub.library.models import Sheet
from peoplehub.library.queries import sheet_for
from peoplehub.moderation.screening_rules import look_at
from peoplehub.sheet_feedback import actions, queries
from peoplehub.sheet_feedback.forms import (
    YES,
    FormatForm,
    HelpedForm,
    PromiseForm,
    RemarkAnswerForm,
)
from peoplehub.sheet_feedback.models import FORMATS

bp = Blueprint("sheet_feedback", __name__)
writers_only = for_roles(ADVISOR, COORDINATOR, EDITOR, *STAFF_ROLES)
LOOKS_ODD = "It looks as if it advertises something, or has a link."


@bp.route("/library/<slug>/helped", methods=["GET", "POST"])
def helped(slug: str) -> ResponseReturnValue:
    """By a button below the sheet, or with a sentence."""
    sheet = sheet_for(viewer(), slug)
    form = HelpedForm(data={"helped": request.args.get("helped")})
    if form.validate_on_submit():
        limits.ask("feedback from", who())
        keep_what_was_said(sheet, form)
        flash("Thank you. You help us to make this sheet better.")
        return redirect(sheet.address, 303)
    page = render_template("sheet_feedback/helped.html", sheet=sheet, form=form)
    return page, 422 if form.is_submitted() else 200


def keep_what_was_said(sheet: Sheet, form: HelpedForm) -> None:
    """Whether it helped counts once a day for each person; every sentence is kept."""
    try:
        limits.ask("helped", f"{sheet.id} {who()}")
        actions.count_help(sheet.id, form.helped.data == YES, clock.now().date())
    except TooMany:
        pass
    if text := form.text.data:
        doubt = form.doubt or (LOOKS_ODD if look_at([text], "") else "")
        actions.say_what_is_missing(sheet.id, text, doubt)


@bp.route("/library/<slug>/other-formats", methods=["GET", "POST"])
def other_formats(slug: str) -> ResponseReturnValue:
    sheet = sheet_for(viewer(), slug)
    form = FormatForm().offer(sheet)
    if form.validate_on_submit():
        limits.ask("feedback from", who())
        count_wish(sheet, form.what.data)
        told = "We will tell you when it is there." if viewer().id else "Please look here again."
        flash(f"Thank you. We have noted that you asked for: {FORMATS[form.what.data]}. {told}")
        return redirect(sheet.address, 303)
    page = render_template("sheet_feedback/other_formats.html", sheet=sheet, form=form,
                           languages=languages_of(sheet), wishes=queries.wishes_of(sheet.id))
    return page, 422 if form.is_submitted() else 200


def count_wish(sheet: Sheet, what: str) -> None:
    """Of a visitor once a day: who asks again is not another one. A member is known by a row."""
    with suppress(TooMany):
        if viewer().id is None:
            limits.ask("helped", f"{sheet.id} {what} {who()}")
        actions.ask_for_format(viewer().id, sheet, what)


@bp.get("/library/manage/readers")
@writers_only
def readers() -> str:
    """What waits for those who look after sheets."""
    return render_template(
        "sheet_feedback/readers.html", remarks=queries.open_remarks(viewer()),
        wishes=queries.open_wishes(viewer()), figures=queries.figures(viewer()),
        today=formatting.local(clock.now()).date())


@bp.route("/library/manage/readers/<int:remark_id>", methods=["GET", "POST"])
@writers_only
def answer_remark(remark_id: int) -> ResponseReturnValue:
    remark = queries.remark_for(viewer(), remark_id)
    form = RemarkAnswerForm(data={"shown_text": remark.shown_text or remark.text,
                                  "answer": remark.answer})
    if form.validate_on_submit():
        actions.answer_remark(member(), remark, form.shown_text.data or "", form.answer.data or "")
        flash("Your answer stands below the sheet now.")
        return redirect(remark.sheet.address, 303)
    page = render_template("sheet_feedback/answer.html", remark=remark, form=form)
    return page, 422 if form.is_submitted() else 200


@bp.post("/library/manage/readers/<int:remark_id>/close")
@writers_only
def close_remark(remark_id: int) -> BaseResponse:
    actions.close_remark(member(), queries.remark_for(viewer(), remark_id))
    flash("It is off your list.")
    return redirect(url_for(".readers"), 303)


@bp.route("/library/manage/formats/<int:wish_id>", methods=["GET", "POST"])
@writers_only
def promise_format(wish_id: int) -> ResponseReturnValue:
    wish = queries.wish_for(viewer(), wish_id)
    owners = queries.owners(viewer())
    form = PromiseForm(data={"promised_for": wish.promised_for}).offer(owners, wish.owner_id)
    if form.validate_on_submit():
        owner = next(one for one in owners if one.id == form.owner_id.data)
        actions.promise_format(member(), wish, owner, form.promised_for.data)
        flash("Saved. Readers see the day below the sheet.")
        return redirect(url_for(".readers"), 303)
    page = render_template("sheet_feedback/promise.html", wish=wish, form=form)
    return page, 422 if form.is_submitted() else 200


@bp.post("/library/manage/formats/<int:wish_id>/done")
@writers_only
def format_is_there(wish_id: int) -> BaseResponse:
    actions.format_is_there(member(), queries.wish_for(viewer(), wish_id))
    flash("Thank you. Everybody who asked while signed in is told.")
    return redirect(url_for(".readers"), 303)


def who() -> int | str | None:
    """Whose limits count: a member's own, or those of an address."""
    return viewer().id or request.remote_addr
