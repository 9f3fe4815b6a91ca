"""The table of what members save for later."""
from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

LONGEST_NOTE = 500


class Bookmark(Model):
    """A piece that somebody saved for later, by its kind and id. Only they ever read it. It stays
    when the piece is gone: the note is their own."""

    __table_args__ = (UniqueConstraint("user_id", "kind", "piece_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(20))
    piece_id: Mapped[int]
    note: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="")
    remind_on: Mapped[date | None] = mapped_column(Date, index=True)  # until they were reminded
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
