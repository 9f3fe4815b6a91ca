"""What coordinators do about families who wait and advisors who are away. They see who and since
when, never words."""
from flask import flash, redirect
from flask.typing import ResponseReturnValue

from peoplehub.accounts import queries as people
from peoplehub.accounts.auth import member, viewer
from peoplehub.core.errors import NotFound, found
from peoplehub.cover import actions, queries
from peoplehub.cover.forms import AnswerHoursForm
from peoplehub.cover.models import AdvisorAbsence
from peoplehub.supervision.views.blueprint import (
    BOARD,
    assign_form,
    bp,
    coordinators_only,
    show_board,
)


@bp.post("/advising/supervision/tasks/<int:task_id>/done")
@coordinators_only
def settle(task_id: int) -> ResponseReturnValue:
    actions.settle_task(member(), queries.task_for(viewer(), task_id).id)
    flash("It is noted that somebody is in touch.")
    return redirect(BOARD, 303)


@bp.post("/advising/supervision/absences/<int:absence_id>/cover")
@coordinators_only
def assign_cover(absence_id: int) -> ResponseReturnValue:
    form = assign_form(_absence(absence_id))
    if form.validate_on_submit():
        advisor = found(people.person(form.advisor.data))
        with form.refusals_beside("advisor"):
            actions.assign_cover(member(), advisor, absence_id)
            flash(f"{advisor.pen_name} is asked now.")
            return redirect(BOARD, 303)
    return show_board(form, of_absence=absence_id), 422


@bp.post("/advising/supervision/absences/<int:absence_id>/end")
@coordinators_only
def end_absence(absence_id: int) -> ResponseReturnValue:
    actions.come_back(member(), _absence(absence_id).id)
    flash("It is noted that they are here.")
    return redirect(BOARD, 303)


@bp.post("/advising/supervision/answer-hours")
@coordinators_only
def set_answer_hours() -> ResponseReturnValue:
    form = AnswerHoursForm()
    if not form.validate_on_submit():
        return show_board(form), 422
    actions.set_answer_hours(member(), form.hours.data or 12)
    flash("It is saved.")
    return redirect(BOARD, 303)


def _absence(absence_id: int) -> AdvisorAbsence:
    """One that has not ended. Raises NotFound."""
    known = {one.id: one for one in queries.absences_for(viewer())}
    if absence_id not in known:
        raise NotFound()
    return known[absence_id]
