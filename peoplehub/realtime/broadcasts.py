"""Broadcasts of messages to open browsers. Recipients are computed when an event is sent, so there
is no channel to leave, forge or replay."""
from peoplehub.accounts import queries as people
from peoplehub.accounts.models import User
from peoplehub.core import unread_counts
from peoplehub.core.channels import send_to
from peoplehub.core.events import Changed, Moderated, Withdrawn
from peoplehub.core.publications import piece_of
from peoplehub.folding.events import PieceNoted
from peoplehub.messages import cards, queries as messages
from peoplehub.messages.events import (
    ConversationAccepted,
    ConversationDeclined,
    MessageDeleted,
    MessageDelivered,
    MessageEdited,
    MessageRead,
    MessageSent,
)
from peoplehub.messages.models import Conversation, Message
from peoplehub.messages.policy import both_switched_on
from peoplehub.realtime import post_broadcasts
from peoplehub.revisions.events import QuoteReplaced

OF_QUOTES: dict = dict.fromkeys((QuoteReplaced, PieceNoted), [post_broadcasts.show_changed])


def show_message(event: MessageSent) -> None:
    """To both people of the conversation: each is told what they may read, and whether it is
    `quiet`: their own, or in a conversation that they muted, so that nothing is to be said aloud.
    """
    message = messages.message(event.message_id)
    for one in message.conversation.participants:
        is_quiet = one.muted_at is not None or one.user_id == event.author_id
        [told] = cards.to_json(one.user, [message])
        send_to([one.user_id], "messages:sent", told | {"quiet": is_quiet})


def show_changed_message(event: MessageDeleted | MessageEdited) -> None:
    """A message was edited or taken away: open pages change it at once."""
    _show_changed_message(messages.message(event.message_id))


def _show_changed_message(message: Message) -> None:
    for reader in _readers_of(message):
        [told] = cards.to_json(reader, [message])
        send_to([reader.id], "messages:changed", told)


def show_accepted(event: ConversationAccepted) -> None:
    """To the sender of a message request: they may write. That it was declined is never told."""
    conversation = messages.conversation(event.conversation_id)
    payload = {"conversation_id": conversation.id}
    send_to(_other_of(conversation, event.user_id), "messages:accepted", payload)


def show_delivered(event: MessageDelivered) -> None:
    conversation = messages.conversation(event.conversation_id)
    send_to(_other_of(conversation, event.user_id), "messages:delivered", _how_far(event))


def show_read(event: MessageRead) -> None:
    """To the writer, as "read" only where both want that, otherwise as "delivered"; and to the
    reader's own other browsers, which count again."""
    conversation = messages.conversation(event.conversation_id)
    name = "read" if both_switched_on("read_signs", conversation) else "delivered"
    send_to(_other_of(conversation, event.user_id), f"messages:{name}", _how_far(event))
    unread_counts.send_counts([event.user_id])


def show_typing(person: User, conversation: Conversation) -> None:
    payload = {"conversation_id": conversation.id, "author": person.slug}
    send_to([conversation.other(person.id).user_id], "messages:typing", payload)


def show_counts_of_talk(event: MessageSent | MessageDeleted | MessageEdited) -> None:
    """After anything in a conversation that changes what waits for the other person."""
    conversation = messages.conversation(event.conversation_id)
    unread_counts.send_counts([conversation.other(event.author_id).user_id])


def show_counts(event: ConversationAccepted | ConversationDeclined) -> None:
    """After anything that changes what waits for `event.user_id`."""
    unread_counts.send_counts([event.user_id])


def show_changed(event: Changed | Withdrawn | Moderated) -> None:
    """A message that a moderator hid or brought back: open pages show it so, and count again."""
    if event.kind == Message.kind:
        message = piece_of(event)
        _show_changed_message(message)
        unread_counts.send_counts([reader.id for reader in _readers_of(message)])


def _other_of(conversation: Conversation, person_id: int) -> list[int]:
    """Whoever hears what that person does in the conversation: nobody, across a block."""
    other_id = conversation.other(person_id).user_id
    return [] if people.are_blocked(person_id, other_id) else [other_id]


def _readers_of(message: Message) -> list:
    return [one.user for one in message.conversation.participants]


def _how_far(event: MessageDelivered | MessageRead) -> dict:
    return {"conversation_id": event.conversation_id, "number": event.number}
