"""How conversations are read: always as one of the two people in them."""
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, lazyload

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.rows import first
from peoplehub.core.text import preview, tidy
from peoplehub.messages.models import SHOWN_AT_ONCE, Conversation, Message, Participant

JUST_NOW = timedelta(minutes=10)
MOST_SINCE = 500  # messages told at once to a browser that was away
LARGEST = 2**31 - 1


@dataclass(frozen=True)
class Listed:
    """A conversation as one line of a list."""

    conversation: Conversation
    other: User
    last: Message | None
    unread: int
    viewer: User

    @property
    def address(self) -> str:
        return self.conversation.address

    @property
    def when(self) -> datetime:
        return self.conversation.last_message_at

    @property
    def last_words(self) -> str:
        if self.last is None:
            return ""
        if not self.last.is_readable_by(self.viewer):
            return "This message is not shown."
        mine = self.last.author_id == self.viewer.id
        return ("You: " if mine else "") + preview(self.last.html, 60)


@dataclass(frozen=True)
class Shown:
    """The part of a conversation that a page shows, oldest first."""

    messages: list[Message]
    older: bool
    newer: bool


def conversation_for(viewer, conversation_id: int) -> Conversation:
    """The conversation, if the viewer is one of its two people. Raises NotFound."""
    if viewer.id is None or not 0 < conversation_id <= LARGEST:
        raise NotFound()
    theirs = select(Conversation).join(Participant).where(
        Conversation.id == conversation_id, Participant.user_id == viewer.id
    )
    conversation = db.session.scalar(theirs)
    if conversation is None:
        raise NotFound()
    return conversation


def conversation_with(viewer, other) -> Conversation | None:
    between = select(Conversation).where(Conversation.pair == pair_of(viewer, other))
    return db.session.scalar(between)


def conversation(conversation_id: int) -> Conversation:
    """A conversation by number, for the house's own use."""
    return db.session.get(Conversation, conversation_id)


def message(message_id: int) -> Message:
    """A message by number, for the house's own use."""
    return db.session.get(Message, message_id)


def message_for(viewer, conversation_id: int, number: int) -> Message:
    """A message that this viewer may read. Raises NotFound."""
    found = db.session.scalar(Message.readable(viewer).where(
        Message.conversation_id == conversation_id, Message.number == number
    ))
    if found is None:
        raise NotFound()
    return found


def message_to_report(viewer, conversation_id: int, number: int) -> Message:
    """A message that this viewer may report, also when it was taken away. Raises NotFound."""
    found = db.session.scalar(Message.reportable(viewer).where(
        Message.conversation_id == conversation_id, Message.number == number
    ))
    if found is None:
        raise NotFound()
    return found


def messages_before(conversation: Conversation, before: int | None = None) -> Shown:
    """The newest messages, or those just before a number."""
    newest = _messages_of(conversation).order_by(Message.number.desc())
    if before is not None:
        newest = newest.where(Message.number < before)
    found = list(db.session.scalars(newest.limit(SHOWN_AT_ONCE)))[::-1]
    return Shown(
        messages=found,
        older=bool(found) and found[0].number > 1,
        newer=bool(found) and found[-1].number < conversation.last_number,
    )


def messages_since(conversation: Conversation, after: int) -> tuple[list[Message], bool]:
    """Everything after a number, oldest first, and whether there is still more."""
    later = _messages_of(conversation).where(Message.number > after).order_by(Message.number)
    found = list(db.session.scalars(later.limit(MOST_SINCE + 1)))
    return found[:MOST_SINCE], len(found) > MOST_SINCE


def conversations_for(viewer, limit: int = 30, offset: int = 0) -> list[Listed]:
    """The viewer's conversations, the newest words first, in one query."""
    mine, theirs, last = aliased(Participant), aliased(Participant), aliased(Message)
    found = db.session.execute(
        select(Conversation, User, last, _unread_of(mine))
        .join(mine, mine.conversation_id == Conversation.id)
        .join(theirs, and_(theirs.conversation_id == Conversation.id,
                           theirs.user_id != mine.user_id))
        .join(User, User.id == theirs.user_id)
        .outerjoin(last, and_(last.conversation_id == Conversation.id,
                              last.number == Conversation.last_number))
        .where(mine.user_id == viewer.id, mine.declined_at.is_(None))
        .order_by(Conversation.last_message_at.desc(), Conversation.id.desc())
        .limit(limit).offset(offset)
        .options(lazyload(Conversation.participants))
    )
    return [Listed(*row, viewer=viewer) for row in found]


def gone_before(conversation: Conversation, viewer, number: int) -> list[Message]:
    """Of the messages a page still shows up to a number: those whose words are shown no longer."""
    late = _messages_of(conversation).where(
        Message.number <= number, Message.number > number - SHOWN_AT_ONCE, ~Message.is_out()
    )
    return [gone for gone in db.session.scalars(late) if not gone.is_readable_by(viewer)]


def conversations_count(viewer) -> int:
    mine = select(func.count()).select_from(Participant)
    mine = mine.where(Participant.user_id == viewer.id, Participant.declined_at.is_(None))
    return db.session.scalar(mine)


def unread(viewer) -> int:
    """How many messages wait for the viewer, in all their conversations."""
    if viewer.id is None:
        return 0
    return (first(UNREAD, user_id=viewer.id) or (None, 0))[1]


def unread_by(user_ids: Collection[int]) -> dict[int, int]:
    """How many wait for each of these people; nobody for whom none does."""
    return dict(db.session.execute(WAITING.where(Participant.user_id.in_(user_ids))).all())


def sent_before(author, client_id: str) -> Message | None:
    """What this author already sent under that name, if anything."""
    return db.session.scalar(
        select(Message).where(Message.author_id == author.id, Message.client_id == client_id)
    )


def said_just_now(author, conversation: Conversation, text: str) -> Message | None:
    """The newest message, if the author sent these very words and nobody wrote since: a form that
    came back from history and was sent again."""
    newest = db.session.scalar(_messages_of(conversation).where(
        Message.number == conversation.last_number, Message.is_out(),
        Message.author_id == author.id, Message.published_at > clock.now() - JUST_NOW))
    return newest if newest is not None and newest.text == tidy(text) else None


def pair_of(one, other) -> str:
    return "{}-{}".format(*sorted((one.id, other.id)))


def _messages_of(conversation: Conversation) -> Select:
    """Of a conversation that was already fetched as one of its people."""
    return (
        select(Message)
        .where(Message.conversation_id == conversation.id)
        .outerjoin(Message.author)
        .options(contains_eager(Message.author))
    )


def _unread_of(participant) -> ColumnElement[int]:
    waiting = select(func.count(Message.id)).where(
        Message.conversation_id == participant.conversation_id,
        Message.number > participant.read_number,
        _waits(Message, participant.user_id),
    )
    return waiting.correlate(participant).scalar_subquery()


def _waits(message, reader_id) -> ColumnElement[bool]:
    """A message somebody else wrote, and that can be read."""
    return and_(message.is_out(),
                or_(message.author_id.is_(None), message.author_id != reader_id))


WAITING = (
    select(Participant.user_id, func.count(Message.id))
    .select_from(Participant)
    .join(Conversation, Conversation.id == Participant.conversation_id)
    .join(Message, and_(Message.conversation_id == Conversation.id,
                        Message.number > Participant.read_number))
    .where(
        Participant.declined_at.is_(None),
        Participant.muted_at.is_(None),
        Conversation.last_number > Participant.read_number,
        _waits(Message, Participant.user_id),
    )
    .group_by(Participant.user_id)
)
# Built once: every page of a signed-in person asks it.
UNREAD = WAITING.where(Participant.user_id == bindparam("user_id"))
