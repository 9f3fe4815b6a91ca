"""The table of offers."""
from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model


class AnswerOffer(Model):
    """A question was offered or given to somebody, or they said by themselves that they will answer
    it."""

    __table_args__ = (Index("ix_answer_offer_of_person", "user_id", "at"),)

    topic_id: Mapped[int] = mapped_column(
        ForeignKey("topic.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    assigned_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # the last time, by the team
    taken_until: Mapped[datetime | None] = mapped_column(UTCDateTime)  # they answer by then
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # it needs no answer any more
