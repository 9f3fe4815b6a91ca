"""Search of one's own private messages. They stand in no index: the words of the person who asks
are read, the newest first, a bounded number at a time, and compared here in the same way on both
databases. Nobody finds a message of others."""
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import aliased

from peoplehub.accounts.models import User
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.messages.models import Conversation, Message, Participant
from peoplehub.search.normalization import fold
from peoplehub.search.query_parser import ParsedQuery, Term, words
from peoplehub.search.synonyms import root

READ_AT_ONCE = 3_000  # messages of one search, about a tenth of a second
MOST = 50  # found ones on a page
AROUND = 14  # words shown before and after the first that was found


@dataclass(frozen=True)
class FoundMessage:
    address: str
    other: str
    mine: bool
    at: datetime
    words: str


@dataclass(frozen=True)
class FoundMessages:
    """`older`: the number before which the search goes on, None when all is read."""

    found: list[FoundMessage]
    older: int | None


def find_own(viewer: Viewer, question: ParsedQuery, before: int | None = None) -> FoundMessages:
    """What this person may read of their conversations. Not what waits to be accepted."""
    if viewer.id is None or not question.terms:
        return FoundMessages([], None)
    rows = db.session.execute(_newest(viewer, before)).all()
    found: list[FoundMessage] = []
    for message_id, number, last, conversation_id, author_id, at, text, other in rows:
        if is_found(question, text):
            back = f"?before={number + 1}" if last - number >= 50 else ""
            found.append(FoundMessage(
                f"/messages/{conversation_id}{back}#message-{number}", other,
                author_id == viewer.id, at, shown_words(question, text)))
        if len(found) == MOST:
            return FoundMessages(found, message_id)
    return FoundMessages(found, rows[-1][0] if len(rows) == READ_AT_ONCE else None)


def is_found(question: ParsedQuery, text: str) -> bool:
    """Whether every term stands in it, in one of the ways to say it."""
    folded = fold(text)
    said = root(words(folded))
    return all(_stands(term, said) for term in question.terms)


def shown_words(question: ParsedQuery, text: str) -> str:
    """The words around the first one that was found."""
    typed = text.split()
    firsts = {root(way)[0] for term in question.terms for way in term.ways if way}
    starts = tuple(first for term in question.terms if term.is_start for first in term.ways[0][:1])
    place = next((index for index, one in enumerate(typed) if _begins(one, firsts, starts)), 0)
    begin, end = max(0, place - AROUND), place + AROUND
    return f"{'… ' if begin else ''}{' '.join(typed[begin:end])}{' …' if end < len(typed) else ''}"


def _begins(one: str, firsts: set[str], starts: tuple[str, ...]) -> bool:
    said = words(fold(one))
    return any(word in firsts for word in root(said)) or any(
        word.startswith(starts) for word in said if starts)


def _stands(term: Term, said: tuple[str, ...]) -> bool:
    return any(_in_a_row(root(way), said, term.is_start and number == 0)
               for number, way in enumerate(term.ways))


def _in_a_row(way: tuple[str, ...], said: tuple[str, ...], is_start: bool) -> bool:
    *whole, last = way
    for place in range(len(said) - len(way) + 1):
        end = said[place + len(whole)]
        if list(said[place:place + len(whole)]) == whole and (
                end == last or (is_start and end.startswith(last))):
            return True
    return False


def _newest(viewer: Viewer, before: int | None) -> Select:
    mine, theirs = aliased(Participant), aliased(Participant)
    accepted = or_(Conversation.accepted_at.is_not(None), Conversation.started_by_id == viewer.id)
    asked = (
        select(Message.id, Message.number, Conversation.last_number, Conversation.id,
               Message.author_id, Message.published_at, Message.text, User.pen_name)
        .join(Conversation, Conversation.id == Message.conversation_id)
        .join(mine, mine.conversation_id == Conversation.id)
        .join(theirs, and_(theirs.conversation_id == Conversation.id,
                           theirs.user_id != mine.user_id))
        .join(User, User.id == theirs.user_id)
        .where(mine.user_id == viewer.id, mine.declined_at.is_(None), accepted,
               or_(Message.is_out(), and_(Message.author_id == viewer.id,
                                          Message.deleted_at.is_(None))))
        .order_by(Message.id.desc()).limit(READ_AT_ONCE)
    )
    return asked.where(Message.id < before) if before is not None else asked
