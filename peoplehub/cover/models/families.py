"""Tables of what each family chose while their advisor is away, and what they passed on."""
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.advisors.models import SupportMatch
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model
from peoplehub.cover.models.absences import COVERED, AdvisorAbsence


class FamilyCover(Model):
    """What one family was told about an absence, what they chose, and what the cover may see.

    `note`: what the advisor would pass on; the family reads it before anybody else, and
    `note_version` counts its wordings. `cover_id`: to whom they gave what they ticked; nobody else
    ever sees it. Note and ticks are deleted when `ended_at` is set.
    """

    __table_args__ = (UniqueConstraint("absence_id", "match_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    absence_id: Mapped[int] = mapped_column(
        ForeignKey("advisor_absence.id", ondelete="CASCADE"), index=True)
    match_id: Mapped[int] = mapped_column(
        ForeignKey("support_match.id", ondelete="CASCADE"), index=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    told_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    offered_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # whom they were offered
    note: Mapped[str] = mapped_column(Text, default="")
    note_version: Mapped[int] = mapped_column(default=0)
    choice: Mapped[str | None] = mapped_column(String(10))  # cover, waits, other
    chosen_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    cover_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    gives_purpose: Mapped[bool] = mapped_column(default=False)
    gives_note: Mapped[bool] = mapped_column(default=False)
    conversation_id: Mapped[int | None] = mapped_column(ForeignKey("conversation.id"))  # with cover
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    absence: Mapped[AdvisorAbsence] = relationship()
    match: Mapped[SupportMatch] = relationship()
    parent: Mapped[User] = relationship(foreign_keys=[parent_id])
    cover: Mapped[User | None] = relationship(foreign_keys=[cover_id])

    @property
    def address(self) -> str:
        return f"/support/cover/{self.id}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def is_covered(self) -> bool:
        """Whether the cover sees what was ticked: until either of the three ends it."""
        return (self.choice == COVERED and self.is_open and self.absence.is_open
                and self.match.is_open)


class GivenMessage(Model):
    """A message of their own that a family lets their cover read."""

    family_cover_id: Mapped[int] = mapped_column(
        ForeignKey("family_cover.id", ondelete="CASCADE"), primary_key=True)
    message_id: Mapped[int] = mapped_column(
        ForeignKey("message.id", ondelete="CASCADE"), primary_key=True, index=True)
