"""Who wants to hear of what: one table for whatever can be followed."""
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

EVERY, DAILY, NAMED, MUTED = "every", "daily", "named", "muted"
LEVELS = EVERY, DAILY, NAMED, MUTED  # how much somebody wants to hear of a place
EVERYTHING = 0  # as `place_id`: whatever is new of the kind


class Following(Model):
    """Somebody follows a topic, a board, a person's blog, an entry, or everything of a kind: what a
    piece stands in (`Publication.lock_root`, `wider_place`), by its kind and id. Or they muted it:
    then they hear nothing of it."""

    __table_args__ = (Index("ix_following_of_person", "user_id", "kind", "place_id"),)

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    place_id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    level: Mapped[str] = mapped_column(String(10), default=EVERY)
    told_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # of `DAILY`: the last time
    since: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
