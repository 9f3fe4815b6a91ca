"""Pages of the replies by e-mail that are held for whoever wrote them."""
from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.email_replies import actions, queries
from peoplehub.email_replies.forms import HeldReplyForm
from peoplehub.email_replies.models import HELD_FOR

bp = Blueprint("email_replies", __name__, url_prefix="/messages/held")
bp.add_app_template_global(queries.count_held, "count_held_replies")


@bp.get("")
@members_only
def held_replies() -> ResponseReturnValue:
    return render_template("email_replies/held_replies.html", days=HELD_FOR.days,
                           most=queries.MOST_HELD,
                           waiting=queries.held_replies_of(viewer()))


@bp.route("/<int:held_id>", methods=["GET", "POST"])
@members_only
def held_reply(held_id: int) -> ResponseReturnValue:
    held = queries.held_reply_for(viewer(), held_id)
    form = HeldReplyForm(data={"text": held.text})
    if form.validate_on_submit():
        with form.refusals_beside("text"):
            return redirect(actions.send_held(member(), held.id, form.text.data).address, 303)
    other = held.conversation.other(viewer().id).user
    page = render_template("email_replies/held_reply.html", form=form, held=held, other=other,
                           days=HELD_FOR.days)
    return page, 422 if form.errors else 200


@bp.post("/<int:held_id>/delete")
@members_only
def delete_held(held_id: int) -> ResponseReturnValue:
    actions.delete_held(member(), held_id)
    flash("Your answer is deleted.")
    return redirect("/messages", 303)
