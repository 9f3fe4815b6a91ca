"""Permissions on messages. A first message to another member is a message request: one message,
until it is accepted."""
from peoplehub.accounts import queries as people
from peoplehub.accounts.policy import may_write
from peoplehub.core.viewers import Viewer
from peoplehub.messages.models import Conversation, Message

CLOSED = "Messages are closed here just now. What you typed is safe: you can copy it."
LONGEST_REQUEST = 300  # letters of a first message to another member
NO_FIRST_MESSAGES = "no_first_messages"  # the preference of an advisor who is full


def may_start(viewer: Viewer, other: Viewer) -> bool:
    """Whether `viewer` may write to `other` for the first time."""
    if not may_write(viewer) or not _can_be_written_to(viewer, other):
        return False
    if viewer.is_professional:
        return other.is_moderator
    return not is_full(other) or viewer.is_moderator


def meets_full_advisor(viewer: Viewer, other: Viewer) -> bool:
    """Whether this alone is why `viewer` may not write first. Never across a block, which is not
    told."""
    if not may_write(viewer) or not _can_be_written_to(viewer, other):
        return False
    return is_full(other) and not viewer.is_moderator and not viewer.is_professional


def is_full(person: Viewer) -> bool:
    """Whether an advisor has said that they take no first messages. Who has written goes on."""
    return person.is_advisor and bool(getattr(person, "preferences", {}).get(NO_FIRST_MESSAGES))


def may_send(viewer: Viewer, conversation: Conversation) -> bool:
    """Whether one of the two may write now: both can be written to, and a message request is no
    longer waiting."""
    if not takes_part(viewer, conversation) or not may_write(viewer):
        return False
    if any(one.closed_at is not None for one in conversation.participants):
        return False
    if not _can_be_written_to(viewer, conversation.other(viewer.id).user):
        return False
    return not must_wait(viewer, conversation)


def may_answer(viewer: Viewer, conversation: Conversation) -> bool:
    """Whether it is for `viewer` to let the other in, or not."""
    if not takes_part(viewer, conversation):
        return False
    return conversation.is_request and conversation.started_by_id != viewer.id


def may_take_away(viewer: Viewer, message: Message) -> bool:
    """One's own, for an hour."""
    return is_own(viewer, message) and message.can_still_change


def may_edit(viewer: Viewer, message: Message) -> bool:
    """The same, while it is shown and one may write there."""
    if not is_own(viewer, message) or not message.is_shown or not message.can_still_change:
        return False
    return may_write(viewer) and not people.are_blocked(
        *(one.user_id for one in message.conversation.participants))


def is_own(viewer: Viewer, message: Message) -> bool:
    return viewer.id is not None and message.author_id == viewer.id and not message.deleted_at


def must_wait(viewer: Viewer, conversation: Conversation) -> bool:
    """Whether the sender of a message request has used their one message. A declined request looks
    the same to them."""
    if not conversation.is_request or conversation.started_by_id != viewer.id:
        return False
    return bool(conversation.last_number)


def is_first_of(viewer: Viewer, conversation: Conversation) -> bool:
    """Whether what `viewer` writes goes to somebody who has neither accepted nor answered."""
    return conversation.is_request and conversation.started_by_id == viewer.id


def needs_no_request(one: Viewer, other: Viewer) -> bool:
    """People who are here to help are reached at once, and reach others at once."""
    return any(person.is_advisor or person.is_moderator for person in (one, other))


def takes_part(viewer: Viewer, conversation: Conversation) -> bool:
    return viewer.id is not None and conversation.participant(viewer.id) is not None


def both_switched_on(sign: str, conversation: Conversation) -> bool:
    """Whether "read_signs" or "typing" is wanted by both, and nobody has blocked anybody."""
    if not all(one.user.preferences.get(sign) for one in conversation.participants):
        return False
    return not people.are_blocked(*(one.user_id for one in conversation.participants))


def _can_be_written_to(viewer: Viewer, other: Viewer) -> bool:
    if viewer.id == other.id:
        return False
    if not other.is_confirmed or other.is_suspended:
        return False
    return not people.are_blocked(viewer.id, other.id)
