"""The pages and addresses of private messages. Scripts get JSON from the same ones."""
from peoplehub.messages.views import conversation, conversations, deciding
from peoplehub.messages.views.door import bp

__all__ = ["bp", "conversation", "conversations", "deciding"]
