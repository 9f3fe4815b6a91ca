"""The table of revisions."""
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

KEPT_FOR = timedelta(days=30)


class Revision(Model):
    """The words of a published piece until somebody changed them. Only moderators read them."""

    __table_args__ = (Index("ix_revision_of_piece", "kind", "piece_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    piece_id: Mapped[int]
    words: Mapped[str] = mapped_column(Text)  # the title, where there is one, and the text
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)

    changed_by: Mapped[User | None] = relationship()
