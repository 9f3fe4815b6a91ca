"""Queries of the files of messages."""
from sqlalchemy import select

from peoplehub.core.errors import NotFound, found
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.messages import queries
from peoplehub.messages.models import Message


def message_with_file(viewer: Viewer, conversation_id: int, number: int) -> Message:
    """A message whose file this viewer may have: one of the two, while it is shown. Raises
    NotFound."""
    message = queries.message_for(viewer, conversation_id, number)
    if not (message.file_key and message.is_shown):
        raise NotFound()
    return message


def message_in(conversation_id: int, number: int) -> Message:
    """A message by its number there, without a viewer: for internal use. Raises NotFound."""
    return found(db.session.scalar(select(Message).where(
        Message.conversation_id == conversation_id, Message.number == number)))


def has_written(person_id: int, conversation_id: int) -> bool:
    """Whether that one of the two has ever written there."""
    theirs = select(Message.id).where(Message.conversation_id == conversation_id,
                                      Message.author_id == person_id)
    return db.session.scalar(theirs.order_by(Message.number).limit(1)) is not None


def files_in_use() -> set[str]:
    """The keys of all files of messages, without a viewer: for internal use."""
    return set(db.session.scalars(select(Message.file_key).where(Message.file_key != "")))
