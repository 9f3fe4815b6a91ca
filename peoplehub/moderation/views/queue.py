"""The one queue, and claiming what stands in it."""
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import viewer
from peoplehub.core.paging import page_number
from peoplehub.core.url_routing import row_number
from peoplehub.moderation import actions, queries
from peoplehub.moderation.forms import BulkForm, QueueForm
from peoplehub.moderation.models import Case
from peoplehub.moderation.views.blueprint import bp, moderators, others_there

ALL_DONE = "That was the last one that is free. Thank you for your care."
OTHERS_HAVE_IT = ("That was the last one for you. What is left goes to somebody else who is here. "
                  "Thank you for your care.")


@bp.get("/moderation")
@moderators
def queue() -> ResponseReturnValue:
    return show_queue(BulkForm(formdata=None))


@bp.post("/moderation/next")
@moderators
def next_case() -> ResponseReturnValue:
    skip = row_number(request.form.get("skip"))
    return to_next(queries.case_for(viewer(), skip) if skip else None)


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


def to_next(skip: Case | None = None) -> ResponseReturnValue:
    """To the next case of this moderator, without the one that they leave to others. When they
    have read much, a break is offered first; when only such cases are left as are kept from them
    and nobody else is there, they are asked."""
    whatever = request.form.get("whatever") == "y"
    if skip is not None:
        actions.let_go(viewer(), skip)
    if not whatever and queries.claimed_by(viewer()) is None and queries.is_break_due(viewer()):
        return redirect(url_for(".rest"), 303)
    case = actions.next_case(viewer(), skip and skip.id, whatever=whatever)
    if case is not None:
        return redirect(url_for(".case", case_id=case.id), 303)
    kept = queries.first_kept_from(viewer())
    if kept is not None and not others_there(kept):
        return redirect(url_for(".ask_first"), 303)
    flash(ALL_DONE if kept is None else OTHERS_HAVE_IT)
    return redirect(url_for(".queue"), 303)

def show_queue(bulk: BulkForm, chosen: list[int] | None = None) -> str:
    """`chosen`: the numbers of the cases that were ticked, when a choice was refused."""
    form = QueueForm.of(request.args, queries.boards_waiting(viewer()))
    waiting, page = queries.queue_for(viewer(), page_number(request.args), form.wanted)
    choose = "some" if chosen is not None else request.args.get("choose", "")
    if choose == "all":
        chosen = [one.case.id for one in waiting if not one.case.is_grave]
    return render_template("moderation/queue.html", queue=waiting, page=page, form=form, bulk=bulk,
                           choose=choose, chosen=chosen or [], mine=queries.claimed_by(viewer()),
                           resting=queries.current_break(viewer()),
                           opinions=queries.opinions_wanted(viewer()))
