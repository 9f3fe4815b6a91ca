"""The one queue, and claiming what stands in it."""
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import viewer
from peoplehub.core.paging import page_number
from peoplehub.moderation import actions, policy, queries
from peoplehub.moderation.forms import QueueForm
from peoplehub.moderation.models import Case
from peoplehub.moderation.views.blueprint import bp, moderators

ALL_DONE = "That was the last one that is free. Thank you for your care."


@bp.get("/moderation")
@moderators
def queue() -> ResponseReturnValue:
    form = QueueForm.of(request.args, queries.boards_waiting(viewer()))
    waiting, page = queries.queue_for(viewer(), page_number(request.args), form.wanted)
    return render_template("moderation/queue.html", queue=waiting, page=page, form=form,
                           mine=queries.claimed_by(viewer()))


@bp.post("/moderation/next")
@moderators
def next_case() -> ResponseReturnValue:
    skip = request.form.get("skip", type=int)
    return to_next(actions.next_case(
        viewer(), queries.case_for(viewer(), skip).id if skip else None))


@bp.get("/moderation/cases/<int:case_id>")
@moderators
def case(case_id: int) -> ResponseReturnValue:
    return show_case(queries.case_for(viewer(), case_id))


@bp.post("/moderation/cases/<int:case_id>/claim")
@moderators
def claim(case_id: int) -> ResponseReturnValue:
    case = actions.claim(viewer(), queries.case_for(viewer(), case_id))
    return redirect(url_for(".case", case_id=case.id), 303)


@bp.post("/moderation/cases/<int:case_id>/let-go")
@moderators
def let_go(case_id: int) -> ResponseReturnValue:
    actions.let_go(viewer(), queries.case_for(viewer(), case_id))
    flash("It is free for others again.")
    return redirect(url_for(".queue"), 303)


def to_next(case: Case | None) -> ResponseReturnValue:
    if case is None:
        flash(ALL_DONE)
        return redirect(url_for(".queue"), 303)
    return redirect(url_for(".case", case_id=case.id), 303)


def show_case(case: Case) -> str:
    reporters = queries.reporters_of(case.kind, case.piece_id)
    return render_template(
        "moderation/case.html", case=case, piece=queries.piece_of_case(case),
        reports=queries.reports_in(case),
        may_decide=policy.may_decide_case(viewer(), case, reporters),
        may_take_over=policy.may_take_over(viewer(), case),
        may_see_contacts=policy.may_see_contacts(viewer()),
    )
