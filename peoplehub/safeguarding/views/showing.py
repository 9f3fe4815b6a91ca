"""Somebody in a conversation chooses messages of it and shows them to the safeguarding leads."""
from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.core import limits
from peoplehub.core.errors import NotFound
from peoplehub.messages import queries as messages
from peoplehub.messages.models import Conversation
from peoplehub.messages.views.blueprint import message_number
from peoplehub.safeguarding import actions, policy
from peoplehub.safeguarding.forms import ShowForm
from peoplehub.safeguarding.models import REASONS
from peoplehub.safeguarding.steps import OF_ADVISORS, STEPS
from peoplehub.safeguarding.views.blueprint import bp

IN_ONE_TAP = 10  # messages


@bp.route("/safeguarding/show/<int:conversation_id>", methods=["GET", "POST"])
@members_only
def show(conversation_id: int) -> ResponseReturnValue:
    conversation, form = messages.conversation_for(viewer(), conversation_id), ShowForm()
    before = request.args.get("before")
    shown = messages.messages_before(conversation, message_number(before) if before else None)
    form.messages.choices = [(number, "") for number in range(1, conversation.last_number + 1)]
    if request.method == "GET":
        return page_of(conversation, shown, form)
    if form.validate_on_submit():
        with form.refusals_beside("messages"):
            limits.ask("report from", member().id)
            actions.show_messages(member(), conversation, form.messages.data, form.reason.data,
                                  form.words.data or "")
            return redirect("/safeguarding/shown", 303)
    return page_of(conversation, shown, form), 422


@bp.get("/safeguarding/show/<int:conversation_id>/steps")
@members_only
def advisor_steps(conversation_id: int) -> str:
    """What an advisor does who hears of harm, and the newest messages to the leads in one tap."""
    conversation = messages.conversation_for(viewer(), conversation_id)
    if not policy.may_open_steps(viewer(), conversation):
        raise NotFound()
    newest = messages.messages_before(conversation).messages[-IN_ONE_TAP:]
    return render_template(
        "safeguarding/advisor-steps.html", conversation=conversation, newest=newest,
        other=conversation.other(viewer().id).user, reasons=REASONS,
        steps={title: STEPS[title] for title in OF_ADVISORS})


@bp.get("/safeguarding/shown")
@members_only
def shown() -> ResponseReturnValue:
    return render_template("safeguarding/shown.html")


def page_of(conversation: Conversation, shown: messages.Shown, form: ShowForm) -> str:
    return render_template(
        "safeguarding/show.html", conversation=conversation, shown=shown, form=form,
        other=conversation.other(viewer().id).user)
