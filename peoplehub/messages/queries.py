"""Queries of conversations, always as one of the two participants."""
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased, joinedload, lazyload

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.column_queries import as_loaded, fetch_first
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.text import normalize, preview
from peoplehub.core.url_routing import LARGEST_NUMBER
from peoplehub.core.viewers import Viewer
from peoplehub.messages.models import SHOWN_AT_ONCE, Conversation, Message, Participant

JUST_NOW = timedelta(minutes=10)
MOST_REQUESTS = 50  # first messages on one page
MOST_SINCE = 500  # messages told at once to a browser that was away


@dataclass(frozen=True)
class Listed:
    """A conversation as one line of a list."""

    conversation: Conversation
    other: User
    last: Message | None
    unread: int
    viewer: Viewer

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
        words = preview(self.last.html, 60) or self.last.file_words
        return ("You: " if mine else "") + words


@dataclass(frozen=True)
class Shown:
    """The part of a conversation that a page shows, oldest first."""

    messages: list[Message]
    older: bool
    newer: bool


def conversation_for(viewer: Viewer, conversation_id: int) -> Conversation:
    """The conversation, if the viewer is one of its two people. Raises NotFound."""
    if viewer.id is None:
        raise NotFound()
    asked = {"conversation_id": conversation_id, "user_id": viewer.id}
    conversation = db.session.scalars(THEIRS, asked).unique().one_or_none()
    if conversation is None:
        raise NotFound()
    return conversation


def conversation_alone_for(viewer: Viewer, conversation_id: int) -> Conversation:
    """The same without its people, who are read when asked for: for an act, which reads it anew
    with them. Raises NotFound."""
    if viewer.id is None:
        raise NotFound()
    row = fetch_first(ALONE, conversation_id=conversation_id, user_id=viewer.id)
    if row is None:
        raise NotFound()
    return as_loaded(Conversation, row)


def refreshed(conversation_id: int) -> Conversation:
    """The conversation with both its people as they are now. An act locks it before: a row that is
    joined to one that is locked would be as it was before the wait."""
    refreshed = db.session.scalars(BOTH, {"conversation_id": conversation_id},
                                   execution_options={"populate_existing": True})
    return refreshed.unique().one()


def conversation_with(viewer: User, other: User) -> Conversation | None:
    between = select(Conversation).where(Conversation.pair == pair_of(viewer, other))
    return db.session.scalar(between)


def conversation(conversation_id: int) -> Conversation:
    """A conversation by number, without a viewer: for internal use."""
    return db.session.get_one(Conversation, conversation_id)


def message(message_id: int) -> Message:
    """A message by number, without a viewer: for internal use."""
    return db.session.get_one(Message, message_id)


def message_for(viewer: Viewer, conversation_id: int, number: int) -> Message:
    """A message that this viewer may read. Raises NotFound."""
    found = db.session.scalar(Message.readable(viewer).where(
        Message.conversation_id == conversation_id, Message.number == number
    ))
    if found is None:
        raise NotFound()
    return found


def message_to_report(viewer: Viewer, conversation_id: int, number: int) -> Message:
    """A message that this viewer may report, also when it was taken away. Raises NotFound."""
    found = db.session.scalar(Message.reportable(viewer).where(
        Message.conversation_id == conversation_id, Message.number == number
    ))
    if found is None:
        raise NotFound()
    return found


def messages_before(conversation: Conversation, before: int | None = None) -> Shown:
    """The newest messages, or those just before a number."""
    last = LARGEST_NUMBER if before is None else before
    asked = {"conversation_id": conversation.id, "before": last}
    found = list(db.session.scalars(BEFORE, asked))[::-1]
    return Shown(
        messages=found,
        older=bool(found) and found[0].number > 1,
        newer=bool(found) and found[-1].number < conversation.last_number,
    )


def messages_since(conversation: Conversation, after: int) -> tuple[list[Message], bool]:
    """Everything after a number, oldest first, and whether there is still more."""
    asked = {"conversation_id": conversation.id, "after": after}
    found = list(db.session.scalars(SINCE, asked))
    return found[:MOST_SINCE], len(found) > MOST_SINCE


def conversations_for(viewer: Viewer, limit: int = 30, offset: int = 0) -> list[Listed]:
    """The viewer's conversations, the newest words first, in one query."""
    found = db.session.execute(LISTED, {"user_id": viewer.id, "limit": limit, "offset": offset})
    return [Listed(*row, viewer=viewer) for row in found]


def changed_between(conversation: Conversation, first: int, last: int) -> list[Message]:
    """Of the messages a page shows: those that were edited, or are out of sight for somebody."""
    late = _messages_of(conversation).where(
        Message.number.between(max(first, last - MOST_SINCE), last),
        or_(Message.is_gone(), Message.edited_at.is_not(None)))
    return list(db.session.scalars(late))


def back_among(conversation: Conversation, viewer: Viewer, numbers: list[int]) -> list[Message]:
    """Of the messages that a page shows as gone: those that can be read again."""
    asked = _messages_of(conversation).where(Message.number.in_(numbers[:MOST_SINCE]))
    return [back for back in db.session.scalars(asked) if back.is_readable_by(viewer)]


def requests_for(viewer: Viewer, ids: Sequence[int] | None = None) -> list[Message]:
    """The first messages of people who wait to be accepted, the newest first; of these
    conversations only, if `ids` are given. At most `MOST_REQUESTS`."""
    waiting = REQUESTS.where(Participant.user_id == viewer.id)
    if ids is not None:
        waiting = waiting.where(Conversation.id.in_(ids))
    return list(db.session.scalars(waiting.limit(MOST_REQUESTS)))


def another_request_waits(person_id: int, conversation_id: int) -> bool:
    """Whether somebody else waits to be accepted, too: then a letter has said so already."""
    others = REQUESTS.where(Participant.user_id == person_id, Conversation.id != conversation_id,
                            Participant.read_number == 0)
    return db.session.scalar(others.with_only_columns(Message.id).limit(1)) is not None


def conversations_count(viewer: Viewer) -> int:
    mine = select(func.count()).select_from(Participant).join(Participant.conversation)
    mine = mine.where(Participant.user_id == viewer.id, Participant.declined_at.is_(None),
                      ~_is_request_to(Participant))
    return db.session.scalar(mine) or 0


def sent_before(author: User, client_id: str) -> Message | None:
    """What this author already sent under that name, if anything."""
    sent = fetch_first(SENT, author_id=author.id, client_id=client_id)
    return message(sent.id) if sent else None


def said_just_now(author: User, conversation: Conversation, text: str) -> Message | None:
    """The newest message, if the author sent these very words and nobody wrote since: a form that
    came back from history and was sent again."""
    newest = db.session.scalar(_messages_of(conversation).where(
        Message.number == conversation.last_number, Message.is_out(),
        Message.author_id == author.id, Message.published_at > clock.now() - JUST_NOW))
    return newest if newest is not None and newest.text == normalize(text) else None


def pair_of(one: User, other: User) -> str:
    return "{}-{}".format(*sorted((one.id, other.id)))


def _messages_of(conversation: Conversation) -> Select:
    """Of a conversation that was already fetched as one of its people: who wrote is in the session
    then."""
    return select(Message).where(Message.conversation_id == conversation.id)


def _unread_of(participant: type[Participant]) -> ColumnElement[int]:
    """What was said since they last read, less what is gone of it: numbers have no gaps, and one's
    own words are read when they are written. So nothing is counted but the few that are gone."""
    gone = select(func.count(Message.id)).where(
        Message.conversation_id == participant.conversation_id,
        Message.number > participant.read_number,
        Message.is_gone(),
    )
    is_gone = gone.correlate(participant).scalar_subquery()
    return cast(Conversation.last_number - participant.read_number - is_gone, Integer)


def _is_request_to(participant: type[Participant]) -> ColumnElement[bool]:
    """A message request that waits for this person, and not one that they sent."""
    return and_(Conversation.accepted_at.is_(None),
                Conversation.started_by_id.is_not(None),
                Conversation.started_by_id != participant.user_id)


_unread, _request = _unread_of(Participant), _is_request_to(Participant)
# Of all people: who asks says whose. However many requests wait, they count as one.
UNREAD = (
    select(Participant.user_id, cast(
        func.sum(case((_request, 0), else_=_unread))
        + func.max(case((and_(_request, _unread > 0), 1), else_=0)), Integer))
    .select_from(Participant)
    .join(Conversation, Conversation.id == Participant.conversation_id)
    .where(
        Participant.declined_at.is_(None),
        Participant.muted_at.is_(None),
        Conversation.last_number > Participant.read_number,
    )
    .group_by(Participant.user_id)
)
BOTH = (
    select(Conversation)
    .where(Conversation.id == bindparam("conversation_id"))
    .options(joinedload(Conversation.participants, innerjoin=True))
)
IS_THEIRS = exists().where(
    Participant.conversation_id == Conversation.id, Participant.user_id == bindparam("user_id")
)
THEIRS = BOTH.where(IS_THEIRS)
ALONE = select(*Conversation.__table__.columns).where(
    Conversation.id == bindparam("conversation_id"), IS_THEIRS)
MESSAGES = select(Message).where(Message.conversation_id == bindparam("conversation_id"))
BEFORE = (
    MESSAGES.where(Message.number < bindparam("before"))
    .order_by(Message.number.desc()).limit(SHOWN_AT_ONCE)
)
SINCE = (
    MESSAGES.where(Message.number > bindparam("after"))
    .order_by(Message.number).limit(MOST_SINCE + 1)
)
_mine, _theirs, _last = aliased(Participant), aliased(Participant), aliased(Message)
LISTED = (
    select(Conversation, User, _last, _unread_of(_mine))
    .join(_mine, _mine.conversation_id == Conversation.id)
    .join(_theirs, and_(_theirs.conversation_id == Conversation.id,
                        _theirs.user_id != _mine.user_id))
    .join(User, User.id == _theirs.user_id)
    .outerjoin(_last, and_(_last.conversation_id == Conversation.id,
                           _last.number == Conversation.last_number))
    .where(_mine.user_id == bindparam("user_id"), _mine.declined_at.is_(None),
           ~_is_request_to(_mine))
    .order_by(Conversation.last_message_at.desc(), Conversation.id.desc())
    .limit(bindparam("limit", type_=Integer)).offset(bindparam("offset", type_=Integer))
    .options(lazyload(Conversation.participants))
)
SENT = select(Message.id).where(
    Message.author_id == bindparam("author_id"), Message.client_id == bindparam("client_id")
)
REQUESTS = (  # of all people, without what is out of sight
    select(Message)
    .join(Conversation, Conversation.id == Message.conversation_id)
    .join(Participant, Participant.conversation_id == Conversation.id)
    .where(_request, Participant.declined_at.is_(None), Message.number == 1, Message.is_out())
    .order_by(Message.id.desc())
)
