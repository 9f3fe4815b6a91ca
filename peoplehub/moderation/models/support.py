"""Tables of how those who moderate support each other: a second opinion about a case, a note to a
lead, a thank-you."""
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model
from peoplehub.moderation.models.cases import Case

SENTENCES = {  # of a thank-you: code → its words
    "kind": "Thank you. You were kind when it mattered.",
    "quick": "Thank you for being so quick.",
    "heard": "Thank you. I felt heard.",
    "fair": "Thank you for being fair.",
    "hard": "Thank you for taking on something hard.",
    "there": "Thank you for being there.",
}


class SecondOpinion(Model):
    """Somebody asks another of the team to look at a case with them. `agrees` is empty until that
    person has said how they see it."""

    lock_rank = None  # after the case

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    asked_of_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    question: Mapped[str] = mapped_column(String(500), default="")
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)
    agrees: Mapped[bool | None]
    words: Mapped[str] = mapped_column(String(500), default="")
    given_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    case: Mapped[Case] = relationship()
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    asked_of: Mapped[User] = relationship(foreign_keys=[asked_of_id])


class DebriefNote(Model):
    """What somebody of the team wants to talk about with a safeguarding lead: one, or any
    (`lead_id` None). Read by these two and nobody else, and deleted after `keep_until`."""

    lock_rank = None

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"),
                                                index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    keep_until: Mapped[date] = mapped_column(index=True)

    author: Mapped[User] = relationship(foreign_keys=[author_id])
    lead: Mapped[User | None] = relationship(foreign_keys=[lead_id])
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])


class ThankYou(Model):
    """To somebody of the team, from a lead, or from whoever made a report that they settled: then
    without a name. Never counted."""

    id: Mapped[int] = mapped_column(primary_key=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    from_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"),
                                                  unique=True)
    sentence: Mapped[str] = mapped_column(String(20), default="")
    words: Mapped[str] = mapped_column(String(300), default="")
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)

    sender: Mapped[User | None] = relationship(foreign_keys=[from_id])

    @property
    def said(self) -> str:
        return " ".join(filter(None, [SENTENCES.get(self.sentence, ""), self.words]))
