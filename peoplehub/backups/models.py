"""The table of what was backed up and tried."""
from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

MADE, REHEARSED = "made", "rehearsed"


class BackupRun(Model):
    """One time that a backup was made, or restored to a place beside to see whether it can be."""

    __table_args__ = (Index("ix_backup_run_verb_at", "verb", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    verb: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(80), default="")  # of the backup
    is_good: Mapped[bool]
    words: Mapped[str] = mapped_column(String(300), default="")  # why not
    size_bytes: Mapped[int] = mapped_column(default=0)
    seconds: Mapped[int] = mapped_column(default=0)
