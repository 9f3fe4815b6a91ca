"""The table of who agreed to the boundaries of peer advice."""
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model


class BoundariesAgreement(Model):
    """Somebody ticked the six lines of `boundaries.LINES`, as they were in that version."""

    on_public_pages = True  # who has not agreed is not offered

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    agreed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
