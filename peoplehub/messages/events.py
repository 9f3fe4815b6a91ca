"""Events of conversations. They carry ids and numbers, never text."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class ConversationStarted(Event):
    conversation_id: int
    author_id: int


@dataclass(frozen=True)
class ConversationAccepted(Event):
    conversation_id: int
    user_id: int


@dataclass(frozen=True)
class ConversationDeclined(Event):
    conversation_id: int
    user_id: int


@dataclass(frozen=True)
class ConversationClosed(Event):
    """For new messages; or opened again, unless `closed`."""

    conversation_id: int
    user_id: int
    closed: bool


@dataclass(frozen=True)
class MessageSent(Event):
    message_id: int
    conversation_id: int
    author_id: int


@dataclass(frozen=True)
class MessageDeleted(Event):
    message_id: int
    conversation_id: int
    author_id: int


@dataclass(frozen=True)
class MessageEdited(Event):
    message_id: int
    conversation_id: int
    author_id: int


CHANGES = (MessageDeleted, MessageEdited)


@dataclass(frozen=True)
class MessageDelivered(Event):
    conversation_id: int
    user_id: int
    number: int


@dataclass(frozen=True)
class MessageRead(Event):
    conversation_id: int
    user_id: int
    number: int


@dataclass(frozen=True)
class ConversationKept(Event):
    """Somebody of the two asked for it to be kept longer."""

    conversation_id: int
    user_id: int


@dataclass(frozen=True)
class ConversationErased(Event):
    """Its time was over."""

    conversation_id: int


UNRECORDED = {MessageDelivered, MessageRead}  # neither says what somebody did on purpose
WAIT_NO_MORE = (MessageRead, ConversationDeclined)  # what was unread waits no longer
