"""How moderators look after themselves: breaks, and subjects that they do not take."""
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import member, viewer
from peoplehub.core import clock, formatting
from peoplehub.core.forms import Form
from peoplehub.moderation import actions, policy, queries
from peoplehub.moderation.forms import BreakForm, BreakRulesForm, SubjectsForm
from peoplehub.moderation.views.blueprint import bp, moderators, others_there
from peoplehub.moderation.views.queue import to_next


@bp.get("/moderation/wellbeing")
@moderators
def wellbeing() -> ResponseReturnValue:
    return show()


@bp.route("/moderation/break", methods=["GET", "POST"])
@moderators
def rest() -> ResponseReturnValue:
    """The offer of a break, and taking one."""
    form = BreakForm()
    if form.validate_on_submit():
        with form.refusals_beside("until"):
            taken = actions.take_break(member(), form.ends_at or clock.now())
            flash(f"Rest well. Hard cases go to others until {formatting.day(taken.until)}, "
                  f"{formatting.time_of_day(taken.until)}.")
            return redirect(url_for(".wellbeing"), 303)
    page = render_template(
        "moderation/break.html", form=form, number=queries.hard_cases_of(viewer()),
        days=queries.break_rules().within_days, resting=queries.current_break(viewer()),
        others=others_there())
    return page, 422 if form.errors else 200


@bp.post("/moderation/break/end")
@moderators
def end_rest() -> ResponseReturnValue:
    actions.end_break(member())
    flash("Welcome back. Every case can come to you again.")
    return redirect(url_for(".queue"), 303)


@bp.post("/moderation/break/later")
@moderators
def put_rest_off() -> ResponseReturnValue:
    actions.put_break_off(member())
    return to_next()


@bp.get("/moderation/ask-first")
@moderators
def ask_first() -> ResponseReturnValue:
    """Only what is kept from them is left, and nobody else is there."""
    case = queries.first_kept_from(viewer())
    if case is None:
        return redirect(url_for(".queue"), 303)
    return render_template("moderation/ask-first.html", case=case, others=others_there(case),
                           subjects=queries.not_taken_in(viewer(), [case]).get(case.id, []))


@bp.post("/moderation/wellbeing/subjects")
@moderators
def choose_subjects() -> ResponseReturnValue:
    form = SubjectsForm()
    if not form.validate_on_submit():
        return show(subjects_form=form), 422
    actions.choose_subjects(member(), form.not_subjects.data or [])
    flash("Your choice is saved. You need not explain it to anybody.")
    return redirect(url_for(".wellbeing"), 303)


@bp.post("/moderation/wellbeing/rules")
@moderators
def set_break_rules() -> ResponseReturnValue:
    form = BreakRulesForm()
    if not form.validate_on_submit():
        return show(rules_form=form), 422
    actions.set_break_rules(member(), form.cases.data or 0, form.within_days.data or 1)
    flash("It is set for the whole team.")
    return redirect(url_for(".wellbeing"), 303)


def show(**refused: Form) -> str:
    chosen = {"not_subjects": queries.not_taken_by(viewer())}
    forms = {
        "break_form": BreakForm(formdata=None),
        "subjects_form": SubjectsForm(formdata=None, data=chosen),
        "rules_form": BreakRulesForm(formdata=None, obj=queries.break_rules()),
    } | refused
    return render_template(
        "moderation/wellbeing.html", **forms, form=next(iter(refused.values()), None),
        resting=queries.current_break(viewer()), resting_team=queries.resting_for(viewer()),
        may_set=policy.is_for_leads(viewer()))
