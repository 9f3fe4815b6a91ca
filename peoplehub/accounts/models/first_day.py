"""The table of what somebody may do on their first day, once the site team has set it."""
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model


class FirstDay(Model):
    """One row. How many of each (SG27; the defaults of Discourse for its trust level 0)."""

    lock_rank = None

    id: Mapped[int] = mapped_column(primary_key=True)
    topics: Mapped[int] = mapped_column(default=3)  # and blog entries: what begins something
    replies: Mapped[int] = mapped_column(default=10)  # and comments
    links: Mapped[int] = mapped_column(default=2)  # in one piece
    mentions: Mapped[int] = mapped_column(default=2)  # people called in one piece
    files: Mapped[bool] = mapped_column(default=False)  # whether they may add pictures
    messages: Mapped[bool] = mapped_column(default=False)  # whether they may write to members
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    set_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
