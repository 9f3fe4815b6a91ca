"""Telling two people that a safeguarding lead read what they wrote to each other."""
from peoplehub.core.extensions import db
from peoplehub.notifications.notify import notify
from peoplehub.safeguarding.events import ConversationOpeningTold
from peoplehub.safeguarding.models import ConversationAccess

WORDS = "The worry: {}. You can ask us about it."


def tell_of_opening(event: ConversationOpeningTold) -> None:
    """The notice leads to the conversation, where it stands too. It is a letter at once, for
    everybody."""
    access = db.session.get_one(ConversationAccess, event.access_id)
    notify([access.one_id, access.other_id], "opened", f"opened {access.id}", "conversation",
           access.conversation_id or 0, named=False,
           words=WORDS.format(access.worry_words.lower()))
