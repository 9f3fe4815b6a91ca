"""The table of families who have waited for an answer longer than they were told."""
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

ANSWERED, NEEDS_NONE, IN_TOUCH = "answered", "none", "in touch"
IS_OPEN = text("closed_at IS NULL")


class AnswerTask(Model):
    """Somebody has to see to a family whose message an advisor has not answered. It carries
    numbers and times, never words.

    `number`: the first message that waits; `until_number`: the last one that was looked at when
    somebody said that no answer is needed. `cover_id`: whose task it is first; the coordinators'
    from `told_at` on, which is at `escalate_at`.
    """

    __table_args__ = (
        Index("ix_answer_task_one_open", "conversation_id", unique=True, sqlite_where=IS_OPEN,
              postgresql_where=IS_OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[int] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), index=True)
    advisor_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    number: Mapped[int]
    until_number: Mapped[int] = mapped_column(default=0)
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    cover_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    escalate_at: Mapped[datetime] = mapped_column(UTCDateTime)
    told_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # the coordinators
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    outcome: Mapped[str] = mapped_column(String(10), default="")

    advisor: Mapped[User] = relationship(foreign_keys=[advisor_id])
    parent: Mapped[User] = relationship(foreign_keys=[parent_id])
    cover: Mapped[User | None] = relationship(foreign_keys=[cover_id])


class AnswerHours(Model):
    """How many hours an advisor has to answer a family before somebody else sees to it; one row,
    once a coordinator set it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    hours: Mapped[int] = mapped_column(default=12)  # 48 at most
