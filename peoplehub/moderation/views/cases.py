"""The page of one case: what it is about, and deciding it."""
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.access_needs import seen_by_team
from peoplehub.accounts.auth import viewer
from peoplehub.core.url_routing import row_number
from peoplehub.moderation import actions, policy, queries
from peoplehub.moderation.forms import (
    BulkForm,
    DecideAppealForm,
    NoteForm,
    OpinionForm,
    QuestionForm,
    StepForm,
    ViewForm,
)
from peoplehub.moderation.forms.steps import RULE_OF
from peoplehub.moderation.models import APPEAL, STEPS, Case
from peoplehub.moderation.views.blueprint import (
    bp,
    moderators,
    picture_veil_of,
    pictures_of,
    veil_of,
)
from peoplehub.moderation.views.looks import ask_why, is_open_to_read
from peoplehub.moderation.views.queue import show_queue, to_next

DONE = "It is decided: {}."


@bp.route("/moderation/cases/<int:case_id>", methods=["GET", "POST"])
@moderators
def case(case_id: int) -> ResponseReturnValue:
    case = queries.case_for(viewer(), case_id)
    steps = policy.steps_for(viewer(), case, queries.piece_of_case(case))
    form = StepForm(rule=RULE_OF.get(case.reason, "kind")).offer(steps)
    if not form.validate_on_submit():
        return show_case(case, form), 422 if form.is_submitted() else 200
    choice = actions.Choice(form.rule.data, form.quote.data, form.reason.data, form.words.data,
                            int(form.days.data))
    actions.decide(viewer(), case, form.step.data, choice)
    return decided(STEPS[form.step.data][0])


@bp.post("/moderation/bulk")
@moderators
def bulk() -> ResponseReturnValue:
    """Several at once: a wave of adverts."""
    said, form = request.form.getlist("case"), BulkForm()
    chosen = [number for one in said if (number := row_number(one))]
    if not chosen:
        form.step.errors = form.form_errors = ["Choose what it is about in the list first."]
    if not chosen or not form.validate_on_submit():
        return show_queue(form, chosen), 422
    choice = actions.Choice(form.rule.data, "", form.reason.data)
    done = actions.decide_all(viewer(), chosen, form.step.data, choice)
    flash(f"{done} decided: {STEPS[form.step.data][0].lower()}.")
    return redirect(url_for(".queue"), 303)


@bp.post("/moderation/cases/<int:case_id>/appeal")
@moderators
def decide_appeal(case_id: int) -> ResponseReturnValue:
    case, form = queries.case_for(viewer(), case_id), DecideAppealForm()
    if not form.validate_on_submit():
        return show_case(case, appeal_form=form), 422
    actions.decide_appeal(viewer(), case, form.outcome.data, form.words.data)
    return decided("the person has been told")


@bp.post("/moderation/cases/<int:case_id>/notes")
@moderators
def note(case_id: int) -> ResponseReturnValue:
    case, form = queries.case_for(viewer(), case_id), NoteForm()
    if not form.validate_on_submit():
        return show_case(case, note_form=form), 422
    actions.note(viewer(), case, form.text.data)
    return redirect(url_for(".case", case_id=case.id), 303)


@bp.post("/moderation/cases/<int:case_id>/questions")
@moderators
def question(case_id: int) -> ResponseReturnValue:
    case, form = queries.case_for(viewer(), case_id), QuestionForm()
    if not form.validate_on_submit():
        return show_case(case, question_form=form), 422
    actions.note(viewer(), case, form.text.data, is_for_author=True)
    flash("The person has been told that you asked something.")
    return redirect(url_for(".case", case_id=case.id), 303)


@bp.post("/moderation/decisions/<int:notice_id>/undo")
@moderators
def undo(notice_id: int) -> ResponseReturnValue:
    notice = queries.notice_for(viewer(), notice_id)
    actions.undo(viewer(), notice)
    flash("It is undone. Everything is as it was before.")
    return redirect(url_for(".queue"), 303)


def decided(words: str) -> ResponseReturnValue:
    flash(DONE.format(words[:1].lower() + words[1:]))
    if request.form.get("then") == "next":
        return to_next()
    return redirect(url_for(".queue"), 303)


def show_case(
    case: Case, form: StepForm | None = None, *, appeal_form: DecideAppealForm | None = None,
    note_form: NoteForm | None = None, question_form: QuestionForm | None = None,
    asking_form: OpinionForm | None = None, view_form: ViewForm | None = None,
) -> str:
    if not is_open_to_read(case):
        return ask_why(case)
    piece = queries.piece_of_case(case)
    steps = policy.steps_for(viewer(), case, piece)
    before, after = queries.around(viewer(), piece) if piece else ([], [])
    form = form or StepForm(formdata=None, rule=RULE_OF.get(case.reason, "kind")).offer(steps)
    reporters = queries.reporters_of(case.kind, case.piece_id)
    not_taken = queries.not_taken_in(viewer(), [case]).get(case.id, [])
    return render_template(
        "moderation/case.html", case=case, piece=piece, form=form, steps=steps, before=before,
        after=after, reports=queries.reports_in(case), notes=queries.notes_on(case, False),
        others=queries.others_by_author(viewer(), case), not_taken=not_taken,
        veil="hide" if not_taken else veil_of(viewer()),
        picture_veil=picture_veil_of(viewer()), pictures=pictures_of(piece, case.reason),
        earlier=queries.decided_before(viewer(), case), **appeal_parts(case),
        member_notes=queries.notes_beside(viewer(), case),
        needs=seen_by_team(case.about) if case.about and not case.unnamed else None,
        **opinion_parts(case, asking_form, view_form),
        notices=queries.notices_about(viewer(), case), note_form=note_form or NoteForm(
            formdata=None), appeal_form=appeal_form or DecideAppealForm(formdata=None),
        question_form=question_form or QuestionForm(formdata=None),
        may_decide=policy.may_decide_case(viewer(), case, reporters),
        may_take_over=policy.may_take_over(viewer(), case),
        may_see_contacts=policy.may_see_contacts(viewer()),
    )


def opinion_form(case: Case, *, blank: bool = False) -> OpinionForm:
    """Asking somebody to look, too, with those who may be asked about that case."""
    form = OpinionForm(formdata=None) if blank else OpinionForm()
    form.person.choices = [(one.id, one.pen_name)
                           for one in queries.second_eyes_for(viewer(), case)]
    return form


def opinion_parts(case: Case, asking: OpinionForm | None, view: ViewForm | None) -> dict:
    """What second opinions add to the page of a case."""
    return {"opinions": queries.opinions_on(case),
            "asked_of_me": queries.opinion_wanted(viewer(), case),
            "asking_form": asking or opinion_form(case, blank=True),
            "view_form": view or ViewForm(formdata=None)}


def appeal_parts(case: Case) -> dict:
    """What an appeal adds to the page of its case."""
    if case.kind != APPEAL:
        return {"appeal": None}
    made = queries.appeal_in(case)
    others = queries.others_can(made.notice)
    return {"appeal": made, "said": queries.notes_on(case, True),
            "may_decide_appeal": policy.may_decide_appeal(viewer(), made.notice, others)}
