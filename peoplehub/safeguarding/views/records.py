"""What the lead of a case writes down: notes, steps, evidence, who was told, decisions."""
from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from peoplehub.accounts import queries as accounts
from peoplehub.accounts.auth import member, viewer
from peoplehub.core.errors import found, require
from peoplehub.core.forms import Form
from peoplehub.moderation.views.blueprint import picture_veil_of, veil_of
from peoplehub.safeguarding import actions, policy, queries
from peoplehub.safeguarding.actions.cases import NOT_YOURS
from peoplehub.safeguarding.actions.records import Told
from peoplehub.safeguarding.forms import (
    CaseNoteForm,
    DecisionForm,
    EvidenceForm,
    KeepForm,
    LookForm,
    OfferForm,
    StepsForm,
    ToldForm,
)
from peoplehub.safeguarding.models import SafeguardingCase
from peoplehub.safeguarding.views.blueprint import bp, leads_only
from peoplehub.safeguarding.views.cases import show_case

SAVED = "It is written down."


@bp.post("/safeguarding/cases/<int:case_id>/notes")
@leads_only
def note(case_id: int) -> ResponseReturnValue:
    case, form = queries.case_for(viewer(), case_id), CaseNoteForm()
    if not form.validate_on_submit():
        return show_case(case, note_form=form), 422
    actions.note(member(), case, form.words.data)
    return redirect(f"{case.address}#timeline", 303)


@bp.post("/safeguarding/cases/<int:case_id>/steps")
@leads_only
def steps(case_id: int) -> ResponseReturnValue:
    case, form = queries.case_for(viewer(), case_id), StepsForm()
    if form.validate_on_submit():
        with form.refusals_beside("steps"):
            actions.do_steps(member(), case, form.steps.data or [])
            return redirect(f"{case.address}#steps", 303)
    return show_case(case, steps_form=form), 422


@bp.route("/safeguarding/cases/<int:case_id>/evidence/<int:evidence_id>", methods=["GET", "POST"])
@leads_only
def evidence(case_id: int, evidence_id: int) -> ResponseReturnValue:
    """Its words open for a typed reason, for twenty minutes."""
    case, form = queries.case_for(viewer(), case_id), LookForm()
    one = queries.evidence_for(case, evidence_id)
    if form.validate_on_submit():
        actions.look(member(), case, form.reason.data, one)
        return redirect(request.path, 303)
    page = render_template("safeguarding/evidence.html", case=case, one=one, form=form,
                           is_open=queries.is_open_to(viewer(), case, one),
                           veil=veil_of(viewer()), picture_veil=picture_veil_of(viewer()))
    return page, 422 if form.is_submitted() else 200


@bp.route("/safeguarding/cases/<int:case_id>/told", methods=["GET", "POST"])
@leads_only
def told(case_id: int) -> ResponseReturnValue:
    def tell(case: SafeguardingCase, form: ToldForm) -> None:
        actions.tell(member(), case, Told(form.body.data, form.on.data, form.by.data,
                                          form.words.data))

    return write_down(case_id, ToldForm(by=member().pen_name), "Write down who was told", tell)


@bp.route("/safeguarding/cases/<int:case_id>/decisions", methods=["GET", "POST"])
@leads_only
def decisions(case_id: int) -> ResponseReturnValue:
    def decide(case: SafeguardingCase, form: DecisionForm) -> None:
        close = "close" in form and form.close.data
        actions.decide(member(), case, form.decision.data, form.reason.data, close)

    is_open = queries.case_for(viewer(), case_id).is_open
    return write_down(case_id, DecisionForm().offer(is_open), "Decide", decide)


@bp.route("/safeguarding/cases/<int:case_id>/evidence", methods=["GET", "POST"])
@leads_only
def add_evidence(case_id: int) -> ResponseReturnValue:
    def add(case: SafeguardingCase, form: EvidenceForm) -> None:
        actions.add_evidence(member(), case, form.source.data, form.words.data,
                             form.by.data or "")

    return write_down(case_id, EvidenceForm(), "Add evidence", add)


@bp.route("/safeguarding/cases/<int:case_id>/offer", methods=["GET", "POST"])
@leads_only
def offer(case_id: int) -> ResponseReturnValue:
    def ask(case: SafeguardingCase, form: OfferForm) -> None:
        actions.offer(member(), case, found(accounts.person(form.lead.data)), form.why.data)

    others = queries.others_than(viewer(), queries.case_for(viewer(), case_id))
    return write_down(case_id, OfferForm().offer(others), "Hand over to another lead", ask,
                      "They have been told by email, without a word of the case. It stays with "
                      "you until they accept.")


@bp.route("/safeguarding/cases/<int:case_id>/keep", methods=["GET", "POST"])
@leads_only
def keep(case_id: int) -> ResponseReturnValue:
    def keep_until(case: SafeguardingCase, form: KeepForm) -> None:
        actions.keep(member(), case, form.until.data, form.reason.data)

    return write_down(case_id, KeepForm(), "When is it destroyed?", keep_until)


def write_down(case_id: int, form: Any, title: str, act: Callable[[SafeguardingCase, Any], Any],
               said: str = SAVED) -> ResponseReturnValue:
    """The page of one form of a case, for the lead who has it, and back to the case. Raises
    NotFound, and Forbidden for another lead."""
    case = queries.case_for(viewer(), case_id)
    require(policy.may_work_on(viewer(), case), NOT_YOURS)
    if form.validate_on_submit():
        with form.refusals_beside():
            act(case, form)
            flash(said)
            return redirect(case.address, 303)
    return show_form(case, form, title), 422 if form.is_submitted() else 200


def show_form(case: SafeguardingCase, form: Form, title: str) -> str:
    return render_template("safeguarding/write.html", case=case, form=form, title=title)

