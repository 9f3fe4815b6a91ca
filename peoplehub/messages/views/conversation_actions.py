"""Accepting or declining a message request, muting a conversation, deleting a message."""
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts import actions as accounts
from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.core.errors import NotFound, require
from peoplehub.messages import (
    actions,
    closed_conversations,
    conversation_retention,
    policy,
    queries,
    retention,
)
from peoplehub.messages.forms import MessageForm
from peoplehub.messages.models import Message
from peoplehub.messages.views.blueprint import bp, form_again


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
    if request.form.get("block"):
        accounts.block(member(), found.other(viewer().id).user)
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


@bp.post("/<int:conversation_id>/keep")
@members_only
def keep(conversation_id: int) -> ResponseReturnValue:
    found = queries.conversation_for(viewer(), conversation_id)
    conversation_retention.keep(member(), found)
    flash(f"Kept. It stays for {conversation_retention.kept_words()} from today.")
    return redirect(found.address, 303)


@bp.post("/<int:conversation_id>/close")
@members_only
def close(conversation_id: int) -> ResponseReturnValue:
    found = queries.conversation_for(viewer(), conversation_id)
    closed = request.form.get("closed") != "0"
    closed_conversations.close(member(), found, closed)
    flash("This conversation is closed for new messages. You can both still read it." if closed
          else "You can both write here again.")
    return redirect(found.address, 303)


@bp.route("/<int:conversation_id>/<int:number>/take-away", methods=["GET", "POST"])
@members_only
def take_away(conversation_id: int, number: int) -> ResponseReturnValue:
    message = queries.message_for(viewer(), conversation_id, number)
    _refuse_others(message)
    require(policy.may_take_away(viewer(), message), actions.TOO_LATE)
    if request.method == "POST":
        return redirect(actions.take_away(viewer(), message).address, 303)
    return render_template(
        "layout/confirm.html", heading="Delete this message?",
        sentence="Its words go from your page and from the other person’s. A line stays in its "
                 "place that says you deleted it. The words and the file are kept "
                 f"in case somebody reports them. They are erased after {retention.DAYS} days.",
        action=request.path, button="Delete", cancel=message.address, danger=True,
    )


@bp.route("/<int:conversation_id>/<int:number>/edit", methods=["GET", "POST"])
@members_only
def edit(conversation_id: int, number: int) -> ResponseReturnValue:
    message = queries.message_for(viewer(), conversation_id, number)
    _refuse_others(message)
    require(policy.may_edit(viewer(), message), actions.TOO_LATE)
    form = MessageForm(data={"text": message.text})
    if form.validate_on_submit():
        with form.refusals_beside("text"):
            return redirect(actions.edit(viewer(), message, form.text.data).address, 303)
    return form_again("messages/edit.html", form=form, message=message,
                      other=message.conversation.other(viewer().id).user)


def _refuse_others(message: Message) -> None:
    if not policy.is_own(viewer(), message):
        raise NotFound()
