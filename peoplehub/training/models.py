"""Tables of training: what somebody has ticked and when, and until when their training holds."""
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model


class TrainingTick(Model):
    """One item of the check list (`chapters.ITEMS`), and when somebody ticked it last."""

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"),
                                         primary_key=True)
    item: Mapped[str] = mapped_column(String(20), primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)


class TrainingRecord(Model):
    """Somebody has done the training, or a lead gave them more time and said why. The newest says
    the same as `User.training_until`."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    until: Mapped[datetime] = mapped_column(UTCDateTime)
    extended_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # none: done
    reason: Mapped[str] = mapped_column(String(500), default="")

    extended_by: Mapped[User | None] = relationship(foreign_keys=[extended_by_id])
