"""A second pair of eyes, notes to a lead, and thank-yous."""
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts import queries as accounts
from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.core.errors import NotFound, found
from peoplehub.moderation import actions, policy, queries
from peoplehub.moderation.forms import (
    DebriefAnswerForm,
    DebriefForm,
    TeamThanksForm,
    ThanksForm,
    ViewForm,
)
from peoplehub.moderation.forms.support import ANY
from peoplehub.moderation.models import Report
from peoplehub.moderation.views.blueprint import bp, moderators
from peoplehub.moderation.views.cases import opinion_form, show_case

SENT = "Your thanks are on their way."


@bp.post("/moderation/cases/<int:case_id>/opinions")
@moderators
def ask_opinion(case_id: int) -> ResponseReturnValue:
    case = queries.case_for(viewer(), case_id)
    form = opinion_form(case)
    if not form.validate_on_submit():
        return show_case(case, asking_form=form), 422
    person = found(accounts.person(form.person.data))
    actions.ask_opinion(member(), case, person, form.question.data)
    flash(f"{person.pen_name} has been asked to look at this with you.")
    return redirect(url_for(".case", case_id=case.id), 303)


@bp.post("/moderation/cases/<int:case_id>/view")
@moderators
def give_opinion(case_id: int) -> ResponseReturnValue:
    case, form = queries.case_for(viewer(), case_id), ViewForm()
    if not form.validate_on_submit():
        return show_case(case, view_form=form), 422
    actions.give_opinion(member(), case, form.view.data == "agree", form.words.data)
    flash("Thank you. Your view stands on the case now.")
    return redirect(url_for(".queue"), 303)


@bp.route("/moderation/debriefs", methods=["GET", "POST"])
@moderators
def debriefs() -> ResponseReturnValue:
    """Notes that one wrote, and, for a lead, those to answer."""
    form, leads = DebriefForm(), queries.leads_for(viewer())
    form.lead.choices = [(ANY, "Any safeguarding lead"), *((str(one.id), one.pen_name)
                                                          for one in leads)]
    if form.validate_on_submit():
        lead = accounts.person(int(form.lead.data)) if form.lead.data != ANY else None
        case = queries.case_for(viewer(), form.case_id) if form.case_id else None
        actions.write_debrief(member(), form.text.data, lead, case)
        flash("Your note is with the lead. Nobody else can read it.")
        return redirect(url_for(".debriefs"), 303)
    if not form.is_submitted():
        form.case.data = request.args.get("case", "", type=str)
    page = render_template(
        "moderation/debriefs.html", form=form, mine=queries.debriefs_by(viewer()), leads=leads,
        to_me=queries.debriefs_to(viewer()), is_lead=policy.may_answer_debriefs(viewer()))
    return page, 422 if form.errors else 200


@bp.route("/moderation/debriefs/<int:note_id>", methods=["GET", "POST"])
@moderators
def debrief(note_id: int) -> ResponseReturnValue:
    note, form = queries.debrief_for(viewer(), note_id), DebriefAnswerForm()
    if form.validate_on_submit():
        actions.answer_debrief(member(), note, form.text.data)
        flash("Your answer is with them.")
        return redirect(url_for(".debriefs"), 303)
    return render_template("moderation/debrief.html", note=note, form=form,
                           may_answer=policy.may_answer_debrief(viewer(), note)
                           ), 422 if form.errors else 200


@bp.post("/moderation/debriefs/<int:note_id>/delete")
@moderators
def delete_debrief(note_id: int) -> ResponseReturnValue:
    note = queries.debrief_for(viewer(), note_id)
    actions.delete_debrief(member(), note.id)
    flash("Your note is deleted, and the answer with it.")
    return redirect(url_for(".debriefs"), 303)


@bp.route("/moderation/thanks", methods=["GET", "POST"])
@moderators
def thanks() -> ResponseReturnValue:
    """What was said to oneself; a lead thanks somebody."""
    form = TeamThanksForm()
    form.person.choices = [(one.id, one.pen_name) for one in queries.people_to_thank(viewer())]
    if form.validate_on_submit():
        person = found(accounts.person(form.person.data))
        actions.thank(member(), person, form.sentence.data, form.words.data)
        flash(SENT)
        return redirect(url_for(".thanks"), 303)
    page = render_template("moderation/thanks.html", form=form,
                           received=queries.thanks_to(viewer()))
    return page, 422 if form.errors else 200


@bp.post("/moderation/thanks/<int:thanks_id>/delete")
@moderators
def delete_thanks(thanks_id: int) -> ResponseReturnValue:
    actions.delete_thanks(member(), thanks_id)
    return redirect(url_for(".thanks"), 303)


@bp.route("/settings/reports/<int:report_id>/thanks", methods=["GET", "POST"])
@members_only
def thank_for_report(report_id: int) -> ResponseReturnValue:
    """Whoever made a report thanks who looked at it."""
    report, form = report_to_thank_for(report_id), ThanksForm()
    if form.validate_on_submit():
        actions.thank_for_report(member(), report, form.sentence.data, form.words.data)
        flash(SENT)
        return redirect(url_for(".my_reports"), 303)
    return render_template("moderation/thank.html", report=report,
                           form=form), 422 if form.errors else 200


def report_to_thank_for(report_id: int) -> Report:
    """Raises NotFound where there is none that the viewer may thank for."""
    report = queries.own_report(viewer(), report_id)
    if not policy.may_thank_for(viewer(), report):
        raise NotFound()
    return report
