"""What happens in conversations. Numbers only, never words."""
from dataclasses import dataclass


@dataclass(frozen=True)
class ConversationStarted:
    conversation_id: int
    author_id: int


@dataclass(frozen=True)
class ConversationAccepted:
    conversation_id: int
    user_id: int


@dataclass(frozen=True)
class ConversationDeclined:
    conversation_id: int
    user_id: int


@dataclass(frozen=True)
class MessageSent:
    message_id: int
    conversation_id: int
    author_id: int


@dataclass(frozen=True)
class MessageDeleted:
    message_id: int
    conversation_id: int
    author_id: int


@dataclass(frozen=True)
class MessageDelivered:
    conversation_id: int
    user_id: int
    number: int


@dataclass(frozen=True)
class MessageRead:
    conversation_id: int
    user_id: int
    number: int
