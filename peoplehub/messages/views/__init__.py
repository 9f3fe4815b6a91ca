"""HTTP views of messages. Scripts get JSON from the same addresses."""
from peoplehub.messages.views import (
    conversation,
    conversation_actions,
    conversations,
    files,
    requests,
)
from peoplehub.messages.views.blueprint import bp

__all__ = ["bp", "conversation", "conversation_actions", "conversations", "files", "requests"]
