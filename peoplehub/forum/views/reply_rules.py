"""What moderators set about the replies of a topic, and about a board."""
from flask import flash
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import for_roles, member, viewer
from peoplehub.accounts.models import STAFF_ROLES
from peoplehub.forum import actions, queries
from peoplehub.forum.forms import ApprovalForm, BoardRulesForm, SlowForm
from peoplehub.forum.views.blueprint import bp, to
from peoplehub.forum.views.form_pages import act_page
from peoplehub.forum.views.topic_moderation import done, page

moderators = for_roles(*STAFF_ROLES)
LOOKED_AT = (
    "New replies then go to the queue of the team, and to nobody else until somebody there "
    "approves them. Everyone who replies reads so, and when the team looks next."
)
SLOW = "Each person then waits that long between two replies of theirs to this topic."
BOARD = "This counts for every topic of the board. Everyone who writes here reads it."


@bp.route("/topics/<int:topic_id>/approval", methods=["GET", "POST"])
@moderators
def look_first(topic_id: int) -> ResponseReturnValue:
    topic, form = queries.topic_for(viewer(), topic_id), ApprovalForm()
    if not form.validate_on_submit():
        return page(topic, form, heading="Look at replies before others see them?", lead=LOOKED_AT,
                    button="Look at replies first")
    return done(topic, actions.look_first, "New replies are looked at first now.",
                form.reason.data, form.moment)


@bp.post("/topics/<int:topic_id>/approval/end")
@moderators
def show_at_once(topic_id: int) -> ResponseReturnValue:
    return done(queries.topic_for(viewer(), topic_id), actions.show_at_once,
                "New replies are shown at once again. What waits is still in the queue.")


@bp.route("/topics/<int:topic_id>/slow", methods=["GET", "POST"])
@moderators
def slow_down(topic_id: int) -> ResponseReturnValue:
    topic, form = queries.topic_for(viewer(), topic_id), SlowForm()
    if not form.validate_on_submit():
        return page(topic, form, heading="Slow this topic down?", lead=SLOW,
                    button="Slow it down")
    return done(topic, actions.slow_down, "The topic is slow now.", form.minutes.data,
                form.reason.data, form.moment)


@bp.post("/topics/<int:topic_id>/slow/end")
@moderators
def end_slow(topic_id: int) -> ResponseReturnValue:
    return done(queries.topic_for(viewer(), topic_id), actions.end_slow,
                "The topic is not slow any more.")


@bp.route("/<slug>/rules", methods=["GET", "POST"])
@moderators
def set_board_rules(slug: str) -> ResponseReturnValue:
    board = queries.board_for(viewer(), slug)
    form = BoardRulesForm(approval=board.approval, slow=board.slow_minutes,
                          reason=board.rules_reason)
    if form.validate_on_submit():
        actions.set_board_rules(member(), board, form.approval.data, form.slow.data,
                                form.reason.data)
        flash(f"The rules of “{board.name}” are set.")
        return to(board.address)
    return act_page(form, heading=f"What is looked at first in {board.name}", lead=BOARD,
                    button="Set these rules", cancel=board.address,
                    crumbs=[(board.name, board.address)])
