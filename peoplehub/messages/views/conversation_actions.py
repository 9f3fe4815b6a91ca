"""Accepting or declining a message request, muting a conversation, deleting a message."""
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import members_only, viewer
from peoplehub.core.errors import NotFound
from peoplehub.messages import actions, policy, queries
from peoplehub.messages.views.blueprint import bp


@bp.post("/<int:conversation_id>/accept")
@members_only
def accept(conversation_id: int) -> ResponseReturnValue:
    found = queries.conversation_for(viewer(), conversation_id)
    actions.accept(viewer(), found)
    return redirect(f"{found.address}#write", 303)


@bp.post("/<int:conversation_id>/decline")
@members_only
def decline(conversation_id: int) -> ResponseReturnValue:
    found = queries.conversation_for(viewer(), conversation_id)
    actions.decline(viewer(), found)
    if request.form.get("report"):
        first = queries.message_to_report(viewer(), conversation_id, 1)
        return redirect(f"/report/message/{first.id}", 303)
    return redirect(url_for("messages.conversations"), 303)


@bp.post("/<int:conversation_id>/mute")
@members_only
def mute(conversation_id: int) -> ResponseReturnValue:
    found = queries.conversation_for(viewer(), conversation_id)
    muted = request.form.get("muted") == "1"
    actions.mute(viewer(), found, muted=muted)
    flash("New messages here are muted." if muted else "You hear of new messages here again.")
    return redirect(found.address, 303)


@bp.route("/<int:conversation_id>/<int:number>/take-away", methods=["GET", "POST"])
@members_only
def take_away(conversation_id: int, number: int) -> ResponseReturnValue:
    message = queries.message_for(viewer(), conversation_id, number)
    if not policy.may_take_away(viewer(), message):
        raise NotFound()
    if request.method == "POST":
        return redirect(actions.take_away(viewer(), message).address, 303)
    return render_template(
        "layout/confirm.html", heading="Delete this message?",
        sentence="Its words go from your page and from the other person’s. A line stays in its "
                 "place that says you deleted it.",
        action=request.path, button="Delete", cancel=message.address, danger=True,
    )
