"""Asking to join, the team's page of one request, and the setting of the site."""
from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue

from peoplehub.accounts import actions as accounts, queries as people
from peoplehub.accounts.auth import for_roles, member, members_only, viewer
from peoplehub.accounts.models import ADMIN, STAFF_ROLES
from peoplehub.core.errors import NotFound, found
from peoplehub.core.forms import Form
from peoplehub.core.opened_cases import page_before
from peoplehub.membership import actions, policy, queries
from peoplehub.membership.forms import AskForm, DecideForm, JoinAnswerForm, JoiningForm
from peoplehub.membership.models import JoinRequest

bp = Blueprint("membership", __name__)
DONE = {"accept": "They are in, and have an email about it.",
        "ask": "They have an email that you asked something.",
        "decline": "They have an email that there is an answer."}


@bp.route("/join/request", methods=["GET", "POST"])
@members_only
def ask() -> ResponseReturnValue:
    """Where it stands, for whoever asks; members have nothing to ask for any more."""
    if viewer().is_confirmed:
        return redirect("/welcome" if queries.last_request_of(viewer()) else "/", 303)
    if not member().is_waiting_to_join:
        raise NotFound()
    form = AskForm()
    if not form.validate_on_submit():
        return show_mine(form), 422 if form.is_submitted() else 200
    actions.ask(member(), form.why.data)
    flash("Thank you. Our team has your request.")
    return redirect("/join/request", 303)


@bp.post("/join/request/answer")
@members_only
def answer() -> ResponseReturnValue:
    mine, form = found(queries.last_request_of(viewer())), JoinAnswerForm()
    if not form.validate_on_submit():
        return show_mine(answer_form=form), 422
    actions.answer(member(), mine.id, form.text.data)
    flash("Thank you. Our team has your answer.")
    return redirect("/join/request", 303)


@bp.route("/moderation/join-requests/<int:request_id>", methods=["GET", "POST"])
@for_roles(*STAFF_ROLES)
def request(request_id: int) -> ResponseReturnValue:
    wanted, form = queries.request_for(viewer(), request_id), DecideForm()
    if not form.validate_on_submit():
        return show(wanted, form), 422 if form.is_submitted() else 200
    verb = {"accept": actions.accept, "ask": actions.question, "decline": actions.decline}
    verb[form.step.data](member(), request_id, form.words.data or "")
    flash(DONE[form.step.data])
    return redirect("/moderation", 303)


@bp.route("/admin/joining", methods=["GET", "POST"])
@for_roles(ADMIN)
def joining() -> ResponseReturnValue:
    form = JoiningForm(obj=people.joining_rules())
    if not form.validate_on_submit():
        page = render_template("membership/joining.html", form=form)
        return page, 422 if form.is_submitted() else 200
    accounts.set_joining_rules(member(), form.asks_first.data, form.again_after_days.data)
    flash("It is saved. People who have joined already stay members.")
    return redirect("/admin/joining", 303)


def show_mine(form: Form | None = None, answer_form: JoinAnswerForm | None = None) -> str:
    last = queries.last_request_of(viewer())
    return render_template(
        "membership/mine.html", request=last, may_ask=policy.may_ask(member(), last),
        form=form or AskForm(formdata=None),
        answer_form=answer_form or JoinAnswerForm(formdata=None))


def show(wanted: JoinRequest, form: DecideForm) -> str:
    return page_before(JoinRequest.kind, wanted.id) or render_template(
        "membership/request.html", request=wanted, form=form,
        may_decide=policy.may_decide(viewer(), wanted))
