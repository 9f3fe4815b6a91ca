"""The page of a decision for whoever it is about, and their appeal: by a signed link, so also when
their account is paused or closed."""
from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import members_only, viewer
from peoplehub.core import limits
from peoplehub.moderation import actions, queries
from peoplehub.moderation.forms import AnswerForm, AppealForm
from peoplehub.moderation.models import Appeal, DecisionNotice
from peoplehub.moderation.signed_tokens import appeal_token, notice_id_of
from peoplehub.moderation.views.blueprint import bp


@bp.route("/appeals/<token>", methods=["GET", "POST"])
def appeal(token: str) -> ResponseReturnValue:
    notice = queries.notice_numbered(notice_id_of(token))
    made = queries.appeal_of(notice)
    form = AnswerForm() if made else AppealForm()
    if not form.validate_on_submit():
        return show(notice, made, form, token), 422 if form.is_submitted() else 200
    limits.ask("contact from", viewer().id or request.remote_addr)
    if made:
        actions.answer(made, form.text.data)
    else:
        actions.appeal(notice, form.text.data)
    return redirect(url_for(".appeal", token=token), 303)


@bp.get("/decisions/<int:notice_id>")
@members_only
def decision(notice_id: int) -> ResponseReturnValue:
    """From a notice in the site: on to the page with the appeal."""
    notice = queries.notice_to(viewer(), notice_id)
    return redirect(url_for(".appeal", token=appeal_token(notice.id)), 302)


def show(notice: DecisionNotice, made: Appeal | None, form: AnswerForm | AppealForm,
         token: str) -> Response:
    case = queries.case_of_appeal(made) if made else None
    page = make_response(render_template(
        "moderation/appeal.html", notice=notice, appeal=made, form=form, token=token,
        said=queries.notes_on(case, True) if case else [],
        piece=queries.piece_named(notice.kind, notice.piece_id)))
    page.headers["Referrer-Policy"] = "same-origin"
    page.headers["Cache-Control"] = "no-store"
    return page
