"""The blueprint of looking after advisors, and the board that its forms come back to."""
from typing import Any

from flask import Blueprint, render_template

from peoplehub.accounts.auth import for_roles, viewer
from peoplehub.accounts.models import ADMIN, COORDINATOR
from peoplehub.advisors.forms import AssignForm
from peoplehub.core.forms import Form
from peoplehub.cover import queries as cover
from peoplehub.cover.forms import AnswerHoursForm
from peoplehub.cover.models import AdvisorAbsence
from peoplehub.supervision import queries
from peoplehub.supervision.forms import SupervisionRulesForm

bp = Blueprint("supervision", __name__)
coordinators_only = for_roles(COORDINATOR, ADMIN)
BOARD = "/advising/supervision"


def show_board(refused: Form | None = None, of_absence: int = 0) -> str:
    """The board. `refused`: a form that stands there with its refusals; `of_absence`: for which
    absence it chose somebody."""
    absences = [(one, refused if one.id == of_absence else assign_form(one))
                for one in cover.absences_for(viewer())]
    return render_template(
        "supervision/board.html", form=refused, rows=queries.board_for(viewer()),
        tasks=cover.tasks_for(viewer()), absences=absences,
        debriefs=queries.debriefs_for(viewer()),
        hours_form=_or(refused, AnswerHoursForm, {"hours": cover.answer_hours()}),
        rules_form=_or(refused, SupervisionRulesForm, vars_of_rules()))


def assign_form(absence: AdvisorAbsence) -> AssignForm:
    form = AssignForm()
    form.advisor.choices = [(one.user.id, one.user.pen_name)
                            for one in cover.can_cover(absence.advisor_id)]
    return form


def vars_of_rules() -> dict[str, int]:
    kept = queries.rules()
    return {"heavy_notes": kept.heavy_notes, "within_days": kept.within_days}


def _or(refused: Form | None, kind: type[Form], data: dict[str, Any]) -> Form:
    return refused if isinstance(refused, kind) else kind(formdata=None, data=data)
