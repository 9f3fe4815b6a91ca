"""The table of who looks at which case. The line that stays stands in the record."""
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

LOOKED_FOR = timedelta(days=1)
SECOND_EYES = "Somebody of the team asked them to look, too."
FROM_QUEUE, NEXT = "Opened from the queue", "Next in the queue"


class CaseLook(Model):
    """Somebody of the team opened a case, for a reason that stands in the record. For a day they
    are not asked again; then the row is deleted."""

    __table_args__ = (Index("ix_case_look_case_id", "case_id", "moderator_id"),)
    lock_rank = None  # after its case

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    moderator_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)
