"""The table of announcements."""
from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

LONGEST, LONGEST_ADDRESS = 300, 200


class Announcement(Model):
    """One thing that the team tells all members. `address`: a page of this site to read more on, or
    nothing."""

    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str] = mapped_column(String(LONGEST))
    address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), default="")
    last_day: Mapped[date]
    written_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # taken back before its last day
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
