"""Counting the talks of a match, from who wrote when: no word of a message is read.

A talk is a day on which one of the two answered the other.
"""
from sqlalchemy import Row, select

from peoplehub.advisors.models import SupportMatch
from peoplehub.core.extensions import db
from peoplehub.core.formatting import local
from peoplehub.messages.models import Conversation, Message

AT_ONCE = 2_000  # messages


def uncounted() -> list[int]:
    """The matches in whose conversation something was written since they were counted."""
    rows = select(SupportMatch.id).join(
        Conversation, Conversation.id == SupportMatch.conversation_id).where(
        SupportMatch.ended_at.is_(None), Conversation.last_number > SupportMatch.counted_number)
    return list(db.session.scalars(rows.order_by(SupportMatch.id)))


def count(match: SupportMatch) -> None:
    """From the message that was counted last. Only within an act."""
    last_day = local(match.last_contact_at).date() if match.last_contact_at else None
    before = None
    for number, author_id, at in _written_since(match):
        is_answer = before is not None and author_id != before and number > match.counted_number
        if is_answer and local(at).date() != last_day:
            match.contacts, match.last_contact_at = match.contacts + 1, at
            last_day = local(at).date()
        before, match.counted_number = author_id, max(number, match.counted_number)


def _written_since(match: SupportMatch) -> list[Row]:
    """Number, author and moment of the last one that was counted and of those after it."""
    rows = select(Message.number, Message.author_id, Message.published_at).where(
        Message.conversation_id == match.conversation_id,
        Message.number >= match.counted_number).order_by(Message.number).limit(AT_ONCE)
    return list(db.session.execute(rows))
