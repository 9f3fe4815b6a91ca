"""Tables of advisors who are away: from when until when, and who was asked to stand in."""
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

PLANNED, ILL, BREAK = "planned", "ill", "break"
KINDS_OF_ABSENCE = {PLANNED: "Days that I know", ILL: "I am ill, from now on",
                    BREAK: "A break for myself"}
COVERED, WAITS, OTHER = "cover", "waits", "other"  # what a family chooses
IS_GOING_ON = text("ended_at IS NULL")


class AdvisorAbsence(Model):
    """An advisor is away from `begins_on` to `until`, its last day, which is not always known.
    `cover_id`: the advisor who said yes to standing in."""

    __table_args__ = (
        Index("ix_advisor_absence_one_open", "advisor_id", unique=True,
              sqlite_where=IS_GOING_ON, postgresql_where=IS_GOING_ON),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    advisor_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10), default=PLANNED)
    begins_on: Mapped[date]
    until: Mapped[date | None]
    said_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    cover_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    told_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # coordinators: nobody stands in
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)

    advisor: Mapped[User] = relationship(foreign_keys=[advisor_id])
    cover: Mapped[User | None] = relationship(foreign_keys=[cover_id])
    requests: Mapped[list["CoverRequest"]] = relationship(
        back_populates="absence", order_by="CoverRequest.id", passive_deletes=True)

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def has_begun(self) -> bool:
        return self.begins_on <= formatting.local(clock.now()).date()

    @property
    def open_request(self) -> "CoverRequest | None":
        return next((one for one in self.requests if one.is_open), None)


class CoverRequest(Model):
    """An advisor was asked to stand in: open until they answer, or until `expires_at`."""

    __table_args__ = (UniqueConstraint("absence_id", "advisor_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    absence_id: Mapped[int] = mapped_column(
        ForeignKey("advisor_absence.id", ondelete="CASCADE"), index=True)
    advisor_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # or expired, or withdrawn
    outcome: Mapped[str | None] = mapped_column(String(10))
    assigned_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # by hand

    absence: Mapped[AdvisorAbsence] = relationship(back_populates="requests")
    advisor: Mapped[User] = relationship(foreign_keys=[advisor_id])

    @property
    def is_open(self) -> bool:
        return self.answered_at is None
