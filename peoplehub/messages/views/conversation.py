"""One conversation: its page, sending, polling, delivery and read receipts."""
from datetime import datetime
from itertools import groupby

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from peoplehub.accounts import queries as people
from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.core import clock, formatting
from peoplehub.core.error_pages import wants_json
from peoplehub.messages import actions, attachments, cards, policy, queries
from peoplehub.messages.forms import ConversationForm
from peoplehub.messages.message_html import MessageHtml, state_html
from peoplehub.messages.models import SHOWN_AT_ONCE, Conversation, Message
from peoplehub.messages.veil import VeiledPerson
from peoplehub.messages.views.blueprint import bp, done, form_again, message_number, sent

BESIDE = 12  # conversations beside an open one


@bp.route("/<int:conversation_id>", methods=["GET", "POST"])
@members_only
def conversation(conversation_id: int) -> ResponseReturnValue:
    is_asked_for = request.method == "GET"
    find = queries.conversation_for if is_asked_for else queries.conversation_alone_for
    found, form = find(viewer(), conversation_id), ConversationForm()
    if form.validate_on_submit():
        if again := said_just_now(found, form):
            return sent(again)
        with form.refusals_beside("text"):
            return sent(send(found, form))
    if is_asked_for and (slug := request.args.get("sheet")):
        form.text.data = cards.link_to(cards.sheet_for(viewer(), slug))
    return form_again("messages/conversation.html", **_page_of(found), form=form)


@bp.get("/<int:conversation_id>/since")
@members_only
def since(conversation_id: int) -> ResponseReturnValue:
    found = queries.conversation_for(viewer(), conversation_id)
    after = message_number(request.args.get("after", "0"))
    is_behind = after < found.last_number  # open pages ask often, and mostly there is nothing
    messages, more = queries.messages_since(found, after) if is_behind else ([], False)
    first = message_number(request.args.get("first", str(max(0, after - SHOWN_AT_ONCE + 1))))
    changed = queries.changed_between(found, first, after)
    gone = [message for message in changed if not message.is_readable_by(viewer())]
    edited = [message for message in changed if message.edited_at and message not in gone]
    shown_gone = [message_number(said) for said in request.args.getlist("gone")]
    back = queries.back_among(found, viewer(), shown_gone) if shown_gone else []
    return jsonify(
        messages=cards.to_json(viewer(), messages),
        more=more,
        gone=cards.to_json(viewer(), gone),
        edited=cards.to_json(viewer(), edited),
        back=cards.to_json(viewer(), back),
        delivered=_delivered(found),
        read=_read(found),
    )


@bp.post("/<int:conversation_id>/read")
@members_only
def mark_read(conversation_id: int) -> ResponseReturnValue:
    found = queries.conversation_alone_for(viewer(), conversation_id)
    actions.mark_read(viewer(), found, message_number(request.form.get("number", "")))
    return done(found)


@bp.post("/<int:conversation_id>/delivered")
@members_only
def mark_delivered(conversation_id: int) -> ResponseReturnValue:
    found = queries.conversation_alone_for(viewer(), conversation_id)
    actions.mark_delivered(viewer(), found, message_number(request.form.get("number", "")))
    return done(found)


def send(found: Conversation, form: ConversationForm) -> Message:
    attached = attachments.take(member(), found, form.file.data, form.file_alt.data)
    return actions.send(viewer(), found, form.text.data, form.client_id.data, attached)


def said_just_now(found: Conversation, form: ConversationForm) -> Message | None:
    """The same words from a form of a page, sent again. A script names each message itself."""
    if wants_json() or form.file.data:
        return None
    return queries.said_just_now(viewer(), found, form.text.data)


def _page_of(found: Conversation) -> dict:
    before = request.args.get("before")
    may_answer, other = policy.may_answer(viewer(), found), found.other(viewer().id).user
    may_send = policy.may_send(viewer(), found)
    seen = VeiledPerson(other) if may_answer else other
    shown = queries.messages_before(found, message_number(before) if before is not None else None)
    delivered, read, last_own = _delivered(found), _read(found), _last_own(shown.messages)
    return {
        "conversation": found,
        "other": seen,
        "mine": found.participant(viewer().id),
        "shown": shown,
        "shown_at_once": SHOWN_AT_ONCE,
        "days": _by_day(shown.messages),
        "html": MessageHtml(viewer(), seen, found.address,
                            cards.cards_of(viewer(), shown.messages)),
        "may_attach": may_send and attachments.takes_files(viewer(), found, shown.messages),
        "first_new": None if may_answer else _first_new(found),
        "listed": queries.conversations_for(viewer(), limit=BESIDE),
        "may_send": may_send,
        "may_answer": may_answer,
        "has_blocked": not may_send and people.blocks(viewer(), other),
        "must_wait": policy.must_wait(viewer(), found),
        "may_type": policy.both_switched_on("typing", found),
        "delivered": delivered,
        "read": read,
        "last_own": last_own,
        "state_of_last": state_html(_how_far(last_own, delivered, read), seen),
    }


def _how_far(number: int, delivered: int, read: int) -> str:
    """How far one's own message of that number has come."""
    return "read" if read >= number else "delivered" if delivered >= number else "sent"


def _first_new(found: Conversation) -> int | None:
    """The number of the first message that the viewer has not read, if there is one."""
    mine = found.participant(viewer().id)
    has_news = mine is not None and mine.read_number < found.last_number
    return mine.read_number + 1 if mine is not None and has_news else None


def sent_at(message: Message) -> datetime:
    return message.published_at or clock.now()


def _by_day(messages: list[Message]) -> list[tuple[str, str, list[Message]]]:
    """The messages under the day each was sent on: (2026-11-22, Today, messages)."""
    days = groupby(messages, key=lambda message: formatting.local(sent_at(message)).date())
    grouped = [(day.isoformat(), list(those)) for day, those in days]
    return [(day, formatting.day_name(sent_at(those[0])), those) for day, those in grouped]


def _delivered(found: Conversation) -> int:
    return found.other(viewer().id).delivered_number


def _read(found: Conversation) -> int:
    """How far the other has read, if both want that known."""
    if not policy.both_switched_on("read_signs", found):
        return 0
    return found.other(viewer().id).read_number


def _last_own(messages: list[Message]) -> int:
    """The message that says how far it has come; older ones have come as far."""
    own = [message.number for message in messages if message.author_id == viewer().id]
    return own[-1] if own else 0
