"""Pages of the replies by e-mail that are held for whoever wrote them, and of answering topics."""
from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.core.errors import NotFound
from peoplehub.email_replies import actions, queries, topic_replies
from peoplehub.email_replies.forms import AnswerTopicsForm, HeldReplyForm
from peoplehub.email_replies.models import ANSWERS_TOPICS, HELD_FOR

bp = Blueprint("email_replies", __name__)
bp.add_app_template_global(queries.count_held, "count_held_replies")
ON = "Emails about topics now name the topic, and you can answer them."
OFF = "Emails no longer name a topic, and cannot be answered."


@bp.route("/settings/answer-by-email", methods=["GET", "POST"])
@members_only
def answer_topics() -> ResponseReturnValue:
    """Whether emails about topics name them and can be answered; only where answers can come."""
    if not current_app.config["REPLY_DOMAIN"]:
        raise NotFound()
    is_on = bool(viewer().preferences.get(ANSWERS_TOPICS))
    form = AnswerTopicsForm(data={"topics": is_on})
    if form.validate_on_submit():
        topic_replies.choose_answers(member(), form.topics.data)
        flash(ON if form.topics.data else OFF)
        return redirect(url_for(".answer_topics"), 303)
    page = render_template("email_replies/answer_topics.html", form=form)
    return page, 422 if form.errors else 200


@bp.get("/messages/held")
@members_only
def held_replies() -> ResponseReturnValue:
    return render_template("email_replies/held_replies.html", days=HELD_FOR.days,
                           most=queries.MOST_HELD,
                           waiting=queries.held_replies_of(viewer()))


@bp.route("/messages/held/<int:held_id>", methods=["GET", "POST"])
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


@bp.post("/messages/held/<int:held_id>/delete")
@members_only
def delete_held(held_id: int) -> ResponseReturnValue:
    actions.delete_held(member(), held_id)
    flash("Your answer is deleted.")
    return redirect("/messages", 303)
