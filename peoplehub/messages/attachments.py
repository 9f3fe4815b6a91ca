"""Files in messages: who may send one, and what is done with it before its message is stored."""
from collections.abc import Iterable

from werkzeug.datastructures import FileStorage

from peoplehub.accounts import first_day
from peoplehub.accounts.models import User
from peoplehub.core import attached_files, limits
from peoplehub.core.attached_files import StoredFile
from peoplehub.core.errors import Invalid, Unavailable, found, require
from peoplehub.core.viewers import Viewer
from peoplehub.messages import file_queries, policy
from peoplehub.messages.models import Conversation, Message

NOT_YET = "You can send pictures and files once {} has answered you. What you typed is safe."
FIRST_DAY = "On their first day nobody can send pictures or files. You can send them {}. " + (
    "What you typed is safe.")
WITHOUT_IT = " You can send your words without the file."


def may_attach(viewer: Viewer, conversation: Conversation) -> bool:
    """Whether a file may be sent there now."""
    return policy.may_send(viewer, conversation) and takes_files(viewer, conversation)


def takes_files(viewer: Viewer, conversation: Conversation, shown: Iterable[Message] = ()) -> bool:
    """Whether files go where words do: never before the other has accepted, or, where no request is
    needed, has answered. `shown`: messages that are read already, to look there first."""
    if conversation.is_request:
        return False
    other = conversation.other(viewer.id).user
    if not policy.needs_no_request(found(conversation.participant(viewer.id)).user, other):
        return True
    return (any(message.author_id == other.id for message in shown)
            or file_queries.has_written(other.id, conversation.id))


def require_may_attach(author: User, conversation: Conversation) -> None:
    """Raises Forbidden where nothing can be sent at all, and Invalid for the file alone."""
    may_write_there = policy.may_send(author, conversation)
    require(may_write_there or policy.must_wait(author, conversation), policy.CLOSED)
    if not (may_write_there and takes_files(author, conversation)):
        name = conversation.other(author.id).user.pen_name
        raise Invalid(NOT_YET.format(name), "file")
    first_day.refuse_files(author, FIRST_DAY, "file")


def take(author: User, conversation: Conversation, sent: FileStorage | None, alt: str
         ) -> StoredFile | None:
    """Check the file that came with a form, and keep it. None without one. Raises Invalid, also
    where the store has no place for it, and TooMany."""
    if not sent:
        return None
    require_may_attach(author, conversation)
    limits.ask("upload", author.id)
    data = sent.stream.read(attached_files.MOST_BYTES + 1)
    try:
        return attached_files.stored(data, sent.filename or "", alt)
    except Unavailable as refusal:
        raise Invalid(f"{refusal}{WITHOUT_IT}", "file") from refusal
    except Invalid as refusal:
        beside = refusal.field if refusal.field == "file_alt" else "file"
        raise Invalid(str(refusal), beside) from refusal
