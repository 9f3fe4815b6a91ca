"""Tables of looking after advisors: how heavy it is for them, and talks about it. No message and no
family stands in them."""
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

HEAVINESS = {  # how heavy it is, in words
    "1": "1: light", "2": "2: fine", "3": "3: it takes something out of me",
    "4": "4: heavy", "5": "5: too heavy just now",
}
HEAVY = 4  # from here on it counts towards the offer of a break


class LoadNote(Model):
    """How an advisor says it is for them. Read by themselves and by the coordinators."""

    __table_args__ = (Index("ix_load_note_advisor_id_written_at", "advisor_id", "written_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    advisor_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    written_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)
    heaviness: Mapped[int]  # 1 to 5
    worried: Mapped[bool] = mapped_column(default=False)
    line: Mapped[str] = mapped_column(String(200), default="")
    wants_talk: Mapped[bool] = mapped_column(default=False)

    advisor: Mapped[User] = relationship()

    @property
    def words(self) -> str:
        return HEAVINESS[str(self.heaviness)]


class AdvisorDebrief(Model):
    """A talk of an advisor with a coordinator about how it is going: wished for, booked, done."""

    id: Mapped[int] = mapped_column(primary_key=True)
    advisor_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), index=True)
    wished_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    coordinator_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    booked_for: Mapped[datetime | None] = mapped_column(UTCDateTime)
    how: Mapped[str] = mapped_column(String(80), default="")
    done_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)

    advisor: Mapped[User] = relationship(foreign_keys=[advisor_id])
    coordinator: Mapped[User | None] = relationship(foreign_keys=[coordinator_id])


class SupervisionRules(Model):
    """After how many heavy notes within how many days a break is offered; one row, once a
    coordinator set it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    heavy_notes: Mapped[int] = mapped_column(default=3)  # 0: no break is offered
    within_days: Mapped[int] = mapped_column(default=14)
