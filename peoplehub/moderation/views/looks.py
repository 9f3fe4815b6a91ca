"""Opening a case to read it: each time leaves a line in the record, with a reason."""
from flask import redirect, render_template, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import member, viewer
from peoplehub.moderation import actions, policy, queries
from peoplehub.moderation.forms import LookForm
from peoplehub.moderation.models import FROM_QUEUE, SECOND_EYES, Case
from peoplehub.moderation.views.blueprint import bp, moderators

ELSEWHERE = ("enquiry", "join-request", "board-request", "request")  # with pages of their own


@bp.post("/moderation/cases/<int:case_id>/look")
@moderators
def look(case_id: int) -> ResponseReturnValue:
    """A typed reason, where the case is another moderator's or settled."""
    case, form = queries.case_for(viewer(), case_id), LookForm()
    if not form.validate_on_submit():
        return ask_why(case, form), 422
    actions.look_at_case(member(), case, form.reason.data)
    return redirect(case.address if case.kind in ELSEWHERE else url_for(
        ".case", case_id=case.id), 303)


@bp.record
def open_cases_elsewhere(state: BlueprintSetupState) -> None:
    state.app.extensions["page_before_case"] = page_before


def page_before(kind: str, piece_id: int) -> str | None:
    """For pages of other packages with the words of a case; see `core.opened_cases`."""
    case = queries.newest_case(viewer(), kind, piece_id)
    return None if case is None or is_open_to_read(case) else ask_why(case)


def is_open_to_read(case: Case) -> bool:
    """Whoever opens it from the queue has the queue's reason, which stands in the record."""
    if queries.has_looked(viewer(), case):
        return True
    is_asked = queries.opinion_wanted(viewer(), case) is not None
    if policy.needs_reason_to_look(viewer(), case) and not is_asked:
        return False
    actions.look_at_case(member(), case, SECOND_EYES if is_asked else FROM_QUEUE)
    return True


def ask_why(case: Case, form: LookForm | None = None) -> str:
    reporters = queries.reporters_of(case.kind, case.piece_id)
    return render_template(
        "moderation/look.html", case=case, form=form or LookForm(formdata=None),
        may_decide=policy.may_decide_case(viewer(), case, reporters),
        may_take_over=policy.may_take_over(viewer(), case))
