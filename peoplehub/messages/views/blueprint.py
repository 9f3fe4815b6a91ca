"""The blueprint of messages, and how its views respond: a page for people, JSON for a script."""
from typing import Any

from flask import Blueprint, jsonify, redirect, render_template
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import viewer
from peoplehub.core.error_pages import wants_json
from peoplehub.core.errors import Invalid
from peoplehub.messages import cards, policy
from peoplehub.messages.answering import answering
from peoplehub.messages.conversation_retention import ends_at, kept_words
from peoplehub.messages.forms import MessageForm
from peoplehub.messages.models import Conversation, Message

bp = Blueprint("messages", __name__, url_prefix="/messages")
bp.add_app_template_global(answering)
bp.add_app_template_global(kept_words, "messages_kept_words")
bp.add_app_template_global(ends_at, "conversation_ends_at")
bp.add_app_template_global(policy.may_start, "may_write_to")  # for links on other rooms' pages


def sent(message: Message) -> ResponseReturnValue:
    if not wants_json():
        return redirect(message.address, 303)
    [told] = cards.to_json(viewer(), [message])
    return jsonify(told), 201 if message.is_new else 200


def form_again(template: str, **context: Any) -> ResponseReturnValue:
    """The page with its form: as it was asked for, or with what is to put right."""
    form: MessageForm = context["form"]
    if form.errors and wants_json():
        return jsonify(error=next(iter(form.refusals.values()))), 422
    return render_template(template, **context), 422 if form.errors else 200


def done(found: Conversation) -> ResponseReturnValue:
    return ("", 204) if wants_json() else redirect(found.address, 303)


def message_number(said: str) -> int:
    """The number of a message, as a browser sends it. Raises Invalid."""
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        raise Invalid("That is not the number of a message.")
    return int(said)
