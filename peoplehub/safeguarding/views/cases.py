"""The leads' cases: the list, one case, and who has it."""
from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from peoplehub.accounts import queries as accounts
from peoplehub.accounts.auth import member, viewer
from peoplehub.accounts.models import User
from peoplehub.core.paging import page_number
from peoplehub.moderation import queries as moderation
from peoplehub.moderation.views.blueprint import moderators
from peoplehub.safeguarding import actions, policy, queries
from peoplehub.safeguarding.forms import (
    AcceptForm,
    CaseNoteForm,
    LookForm,
    OpenForm,
    StepsForm,
)
from peoplehub.safeguarding.models import SafeguardingCase
from peoplehub.safeguarding.steps import LETTER, steps_for
from peoplehub.safeguarding.views.blueprint import bp, leads_only

NOBODY = "Nobody here has this name. Leave it empty if they have no account."
ONESELF = "A case about you is for another lead. Please tell one of them."
HANDED_OVER = "The safeguarding leads have it now. You cannot read it any more. Thank you."


@bp.get("/safeguarding")
@leads_only
def cases() -> ResponseReturnValue:
    closed = request.args.get("show") == "closed"
    found, page = queries.cases_for(viewer(), closed, page_number(request.args))
    return render_template("safeguarding/cases.html", cases=found, page=page, closed=closed)


@bp.post("/moderation/cases/<int:case_id>/hand-over")
@moderators
def hand_over(case_id: int) -> ResponseReturnValue:
    """By a moderator, in one tap; a lead who does it goes on to the case."""
    case = actions.hand_over(member(), moderation.case_for(viewer(), case_id))
    if policy.may_see_case(viewer(), case):
        return redirect(case.address, 303)
    flash(HANDED_OVER)
    return redirect("/moderation", 303)


@bp.route("/safeguarding/cases/new", methods=["GET", "POST"])
@leads_only
def new_case() -> ResponseReturnValue:
    form = OpenForm(reason=request.args.get("reason"), whom=request.args.get("whom"))
    if not form.validate_on_submit():
        return show_new(form)
    about = accounts.person_named(form.whom.data) if form.whom.data else None
    if form.whom.data and (about is None or about is viewer()):
        form.whom.errors = [NOBODY if about is None else ONESELF]
        return show_new(form)
    case = actions.open_by_hand(member(), form.reason.data, form.words.data, about)
    return redirect(case.address, 303)


@bp.get("/safeguarding/cases/<int:case_id>")
@leads_only
def case(case_id: int) -> ResponseReturnValue:
    return show_case(queries.case_for(viewer(), case_id))


@bp.post("/safeguarding/cases/<int:case_id>/accept")
@leads_only
def accept(case_id: int) -> ResponseReturnValue:
    case, form = queries.case_for(viewer(), case_id), AcceptForm()
    if form.validate_on_submit():
        with form.refusals_beside("why"):
            actions.accept(member(), case, form.why.data or "")
            flash("You have this case now.")
            return redirect(case.address, 303)
    return show_case(case, accept_form=form), 422


@bp.post("/safeguarding/cases/<int:case_id>/look")
@leads_only
def look(case_id: int) -> ResponseReturnValue:
    """At a case that another lead has, for a typed reason."""
    case, form = queries.case_for(viewer(), case_id), LookForm()
    if not form.validate_on_submit():
        return show_case(case, look_form=form), 422
    actions.look(member(), case, form.reason.data)
    return redirect(case.address, 303)


def show_new(form: OpenForm) -> ResponseReturnValue:
    page = render_template("safeguarding/new.html", form=form)
    return page, 422 if form.is_submitted() else 200


def fooled_in(case: SafeguardingCase) -> list[User]:
    """Who may have been fooled, for the lead who has the case."""
    return queries.wrote_with(viewer(), case) if policy.may_work_on(viewer(), case) else []


def show_case(
    case: SafeguardingCase, *, accept_form: AcceptForm | None = None,
    look_form: LookForm | None = None, note_form: CaseNoteForm | None = None,
    steps_form: StepsForm | None = None,
) -> str:
    """Without its words for a lead who has neither the case nor a reason to read it."""
    is_open = queries.is_open_to(viewer(), case)
    lines = queries.timeline_of(case) if is_open else []
    return render_template(
        "safeguarding/case.html", case=case, is_open=is_open, lines=lines,
        steps=steps_for(case.reason), letter=LETTER, fooled=fooled_in(case),
        done={line.code: line for line in lines if line.what == "step"},
        evidence=queries.evidence_of(case) if is_open else [],
        looks=queries.looks_at(case) if is_open else [],
        may_work=policy.may_work_on(viewer(), case),
        needs_reason=policy.needs_reason_to_take(viewer(), case),
        accept_form=accept_form or AcceptForm(formdata=None),
        look_form=look_form or LookForm(formdata=None),
        note_form=note_form or CaseNoteForm(formdata=None),
        steps_form=steps_form or StepsForm(formdata=None))
