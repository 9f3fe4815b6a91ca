"""Tables of what a moderator reads before others see it: everything that one person writes, for a
time; and the first pieces of a kind that stands in no board."""
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import approval, clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model


class PersonApproval(Model):
    """What this person writes waits until a moderator has looked. It ends by itself: whether it
    holds is computed from the clock."""

    lock_rank = None  # after the person

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    since: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    until: Mapped[datetime] = mapped_column(UTCDateTime)
    reason: Mapped[str] = mapped_column(String(500))
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # before its time
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    set_by: Mapped[User | None] = relationship(foreign_keys=[set_by_id])


class KindRule(Model):
    """Which pieces of a kind wait: comments, blog entries and whatever else stands in no board."""

    lock_rank = None

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    approval: Mapped[str] = mapped_column(String(12), default=approval.NONE)
    reason: Mapped[str] = mapped_column(String(300), default="")
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    set_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
