"""The table of notes about members: facts for the team, which fade after a year."""
from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

KEPT_FOR = timedelta(days=365)


def fades() -> datetime:
    """When what is written or renewed now is deleted."""
    return clock.now() + KEPT_FOR


class MemberNote(Model):
    """A fact about a member. They read it at /settings/notes without who wrote it, unless a
    safeguarding lead withholds it until they look at it again (`review_on`)."""

    __table_args__ = (
        Index("ix_member_note_about_id", "about_id", "written_at"),
        Index("ix_member_note_fades_at", "fades_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    about_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    text: Mapped[str] = mapped_column(String(500))
    written_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    fades_at: Mapped[datetime] = mapped_column(UTCDateTime, default=fades)
    renewed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    renewed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    renewed_reason: Mapped[str] = mapped_column(String(300), default="")
    withheld_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    withheld_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    withheld_reason: Mapped[str] = mapped_column(String(300), default="")
    review_on: Mapped[date | None] = mapped_column(index=True)
    reminded_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    answer: Mapped[str] = mapped_column(String(500), default="")  # of the member, beside it
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    about: Mapped[User] = relationship(foreign_keys=[about_id])
    author: Mapped[User | None] = relationship(foreign_keys=[author_id])

    @property
    def review_words(self) -> str:
        """The day by which a lead looks at it again, in words."""
        return formatting.calendar_day(self.review_on) if self.review_on else ""
