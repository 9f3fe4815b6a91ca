"""Tables of requests to join, and of what was asked and answered about them."""
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

ACCEPTED, DECLINED = "accepted", "declined"
ANSWERED_IN = timedelta(days=3)
ASKED_FOR = timedelta(days=14)  # how long an answer to a question of the team is waited for
DECLINED_KEPT_FOR = timedelta(days=30)  # what somebody wrote who was not let in
IS_OPEN = text("decided_at IS NULL")


class JoinRequest(Model):
    """Somebody asks to join, with a sentence why. One is open at a time. The words of a declined
    one are deleted 30 days after the decision; that it was declined stays with the account."""

    __table_args__ = (
        Index("ix_join_request_one_open", "user_id", unique=True, sqlite_where=IS_OPEN,
              postgresql_where=IS_OPEN),
    )
    kind = "join-request"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    why: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    outcome: Mapped[str | None] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(String(500), default="")  # of the team, to who asked
    again_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # from when they may ask again
    emptied_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # its words are deleted

    user: Mapped[User] = relationship(foreign_keys=[user_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    notes: Mapped[list["JoinNote"]] = relationship(order_by="JoinNote.id")

    @property
    def is_open(self) -> bool:
        return self.decided_at is None

    @property
    def is_late(self) -> bool:
        return self.is_open and clock.now() > self.due_at

    @property
    def waits_for_answer(self) -> bool:
        """Whether the last word is a question of the team."""
        return self.is_open and bool(self.notes) and self.notes[-1].by_team

    @property
    def answer_by(self) -> datetime:
        """Until when the team waits for an answer to its question."""
        return self.due_at - ANSWERED_IN

    @property
    def may_ask_again(self) -> bool:
        return self.again_at is not None and self.again_at <= clock.now()


class JoinNote(Model):
    """A question of the team about a request, or the answer."""

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("join_request.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    by_team: Mapped[bool]
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
