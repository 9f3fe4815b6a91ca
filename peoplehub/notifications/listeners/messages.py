"""Writing to people that a message waits: by email only, as the count says the rest."""
from peoplehub.core import mail
from peoplehub.core.extensions import db
from peoplehub.messages.events import ConversationDeclined, MessageRead, MessageSent
from peoplehub.messages.models import Conversation
from peoplehub.messages.queries import another_request_waits
from peoplehub.notifications.notify import about_conversation, write_letters


def tell_of_message(event: MessageSent) -> None:
    """Only for the first one that waits."""
    conversation = db.session.get_one(Conversation, event.conversation_id)
    for one in conversation.participants:
        is_first = conversation.last_number - one.read_number == 1
        if is_first and one.user_id != event.author_id and one.muted_at is None:
            if conversation.is_request and another_request_waits(one.user_id, conversation.id):
                continue  # however many requests wait: one email
            about = about_conversation(one.user_id, conversation.id)
            write_letters([(one.user, about, "message")], "message")
    _forget(event.author_id, event.conversation_id)


def forget_conversation(event: MessageRead | ConversationDeclined) -> None:
    """It is read: a letter that would tell of it does not leave any more."""
    _forget(event.user_id, event.conversation_id)


def _forget(person_id: int, conversation_id: int) -> None:
    mail.withdraw([about_conversation(person_id, conversation_id)])
