"""Closing a conversation for new messages, and opening it again: what was written stays readable
for both."""
from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.acts import act, announce
from peoplehub.core.column_queries import loaded_id
from peoplehub.core.errors import found, require
from peoplehub.messages import policy, queries
from peoplehub.messages.events import ConversationClosed
from peoplehub.messages.models import Conversation

NOT_YOURS = "Only the two people of a conversation close it, and only whoever closed it opens it."


@act
def close(person: User, conversation: Conversation, closed: bool = True) -> None:
    """Nobody writes in it until this person opens it again. A second time changes nothing."""
    conversation = queries.refreshed(loaded_id(conversation))
    require(policy.takes_part(person, conversation), NOT_YOURS)
    mine = found(conversation.participant(person.id))
    if (mine.closed_at is not None) != closed:
        mine.closed_at = clock.now() if closed else None
        announce(ConversationClosed(conversation.id, person.id, closed))
