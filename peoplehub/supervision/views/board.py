"""The coordinators' board: load, limits and talks, never a message."""
from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from peoplehub.accounts import queries as people
from peoplehub.accounts.auth import member, viewer
from peoplehub.accounts.models import User
from peoplehub.advisors.queries import profile_of
from peoplehub.core import formatting
from peoplehub.core.errors import NotFound
from peoplehub.supervision import actions, policy, queries
from peoplehub.supervision.forms import BookForm, LimitForm, SupervisionRulesForm
from peoplehub.supervision.models import AdvisorDebrief
from peoplehub.supervision.views.blueprint import BOARD, bp, coordinators_only, show_board


@bp.get("/advising/supervision")
@coordinators_only
def board() -> ResponseReturnValue:
    return show_board()


@bp.route("/advising/supervision/advisors/<slug>", methods=["GET", "POST"])
@coordinators_only
def advisor(slug: str) -> ResponseReturnValue:
    """One advisor: the limit of their capacity, and a talk to plan."""
    person = _advisor(slug)
    page = profile_of(person.id)
    form = LimitForm(most=page.most_families if page else None)
    if form.validate_on_submit():
        with form.refusals_beside("most"):
            actions.limit_capacity(member(), person, form.most.data)
            flash(f"It is saved. {person.pen_name} is told.")
            return redirect(BOARD, 303)
    notes = [one for one in queries.notes_by(person) if policy.may_read_note(viewer(), one)]
    shown = render_template("supervision/advisor.html", form=form, advisor=person, page=page,
                            notes=notes,
                            debrief=queries.open_debrief_of(person.id))
    return shown, 422 if form.errors else 200


@bp.post("/advising/supervision/advisors/<slug>/talk")
@coordinators_only
def plan(slug: str) -> ResponseReturnValue:
    debrief = actions.plan_debrief(member(), _advisor(slug))
    return redirect(f"/advising/supervision/talks/{debrief.id}", 303)


@bp.route("/advising/supervision/talks/<int:debrief_id>", methods=["GET", "POST"])
@coordinators_only
def talk(debrief_id: int) -> ResponseReturnValue:
    debrief = _debrief(debrief_id)
    form = BookForm()
    if form.validate_on_submit():
        with form.refusals_beside("day"):
            done = actions.book_debrief(member(), debrief_id, form.moment, form.how.data)
            flash(f"It is booked, {formatting.coming(form.moment)}. "
                  f"{done.advisor.pen_name} is told.")
            return redirect(BOARD, 303)
    page = render_template("supervision/talk.html", form=form, debrief=debrief)
    return page, 422 if form.errors else 200


@bp.post("/advising/supervision/talks/<int:debrief_id>/done")
@coordinators_only
def finish(debrief_id: int) -> ResponseReturnValue:
    actions.finish_debrief(member(), _debrief(debrief_id).id)
    flash("It is noted that you have talked.")
    return redirect(BOARD, 303)


@bp.post("/advising/supervision/rules")
@coordinators_only
def set_rules() -> ResponseReturnValue:
    form = SupervisionRulesForm()
    if not form.validate_on_submit():
        return show_board(form), 422
    actions.set_rules(member(), form.heavy_notes.data or 0, form.within_days.data or 1)
    flash("It is set for all advisors.")
    return redirect(BOARD, 303)


def _advisor(slug: str) -> User:
    """Not oneself. Raises NotFound."""
    person = people.person_for(viewer(), slug)
    if not person.is_advisor or person.works_in_care or not policy.may_limit(viewer(), person.id):
        raise NotFound()
    return person


def _debrief(debrief_id: int) -> AdvisorDebrief:
    """One that is not done, of somebody else. Raises NotFound."""
    known = {one.id: one for one in queries.debriefs_for(viewer())}
    if debrief_id not in known or not policy.may_book(viewer(), known[debrief_id]):
        raise NotFound()
    return known[debrief_id]
