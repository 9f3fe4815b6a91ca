"""Tables of the rota: shifts, swaps, holidays; alarms and the clock by which they escalate.

Days and times of a shift are those of the wall clock in London, so that a shift at 6pm stays at 6pm
when the clocks change.
"""
from datetime import date, datetime, time

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model
from peoplehub.safeguarding.models import CASE_KIND

DANGER, CHILD, INTIMATE, BREAK_IN, TEST = "danger", "child", "intimate", "break-in", "test"
CSEA, OVERDUE = "csea", "intimate-24h"
ACCOUNT = "account"  # what a break-in may be in to; without a number, many accounts
ROOMS = {  # of what an alarm may be about that is no publication: where it is looked at
    ACCOUNT: "/moderation/person", "enquiry": "/contact/queue",
    "join-request": "/moderation/join-requests",
    "board-request": "/moderation/board-requests",
}
KINDS = {  # of alarms
    DANGER: "Somebody may be in danger",
    CSEA: "Sexual abuse of a child",
    INTIMATE: "A private or intimate picture of somebody",
    OVERDUE: "A private picture has waited for 24 hours, and has to be decided within 48",
    CHILD: "A child may be at risk",
    BREAK_IN: "Somebody may have broken in to an account or the site",
    TEST: "A test: nothing has happened",
}
DUTY, LEADS, EVERYONE = 1, 2, 3  # steps of an alarm: who is told


class Shift(Model):
    """When one person looks after the community; one that ends at or before its beginning goes on
    past midnight. A weekly one repeats until `last_day`."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    day: Mapped[date]
    begins: Mapped[time]
    ends: Mapped[time]
    weekly: Mapped[bool] = mapped_column(default=False)
    last_day: Mapped[date | None]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    user: Mapped[User] = relationship(foreign_keys=[user_id])


class Swap(Model):
    """One day of a shift that its owner cannot do: asked, taken by another, agreed by the owner.
    From then on that day is the other's."""

    __table_args__ = (UniqueConstraint("shift_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id"))
    day: Mapped[date]
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    agreed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    shift: Mapped[Shift] = relationship()
    taken_by: Mapped[User | None] = relationship()


class Holiday(Model):
    """Days on which somebody does none of their shifts."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date]

    user: Mapped[User] = relationship()


class Alarm(Model):
    """Something that cannot wait. It holds no words of anybody: a kind, and where to look."""

    __table_args__ = (Index("ix_alarm_next_at", "next_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    piece_kind: Mapped[str] = mapped_column(String(20), default="")
    piece_id: Mapped[int | None]
    about_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # whose piece: not told
    raised_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)
    step: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # when more people are told
    taken_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    taken_by: Mapped[User | None] = relationship(foreign_keys=[taken_by_id])

    @property
    def words(self) -> str:
        return KINDS[self.kind]

    @property
    def is_for_leads(self) -> bool:
        """About a safeguarding case, which nobody else may know of."""
        return self.piece_kind == CASE_KIND

    @property
    def address(self) -> str:
        """Where the piece is looked at."""
        if self.piece_id is None:
            return "/moderation"
        if self.is_for_leads:
            return f"/safeguarding/cases/{self.piece_id}"
        return f"{ROOMS.get(self.piece_kind, f'/moderation/{self.piece_kind}')}/{self.piece_id}"


class AlarmClock(Model):
    """After how many minutes more people are told; one row, once the team has set it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    on_duty_minutes: Mapped[int] = mapped_column(default=15)
    out_of_hours_minutes: Mapped[int] = mapped_column(default=60)
