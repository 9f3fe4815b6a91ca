"""The table of reading marks: how far somebody has read a topic."""
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

KEPT_FOR = timedelta(days=365)  # since they last read there; parents come back after months


class ReadingMark(Model):
    """The highest number of a post of the topic that was on a screen of this person, on whichever
    device. It only goes up."""

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"),
                                         primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"),
                                          primary_key=True, index=True)
    number: Mapped[int]
    is_whole: Mapped[bool]  # nothing followed at that time
    read_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)
