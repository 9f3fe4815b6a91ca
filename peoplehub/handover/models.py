"""Tables: who of the team looked at the queue last, and after how long it is unattended."""
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

HELPERS_AFTER, BY_RULE_AFTER = 2, 12  # hours, until a lead sets others
NEVER = 0  # hours: the rule releases nothing


class QueueVisit(Model):
    """When somebody of the team last looked at the queue or at a case; one row a person."""

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"),
                                         primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class UnattendedHours(Model):
    """After how many hours without anybody of the team helpers, and then the rule, release what is
    safe; one row, once a lead has set it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    helpers_after_hours: Mapped[int] = mapped_column(default=HELPERS_AFTER)
    by_rule_after_hours: Mapped[int] = mapped_column(default=BY_RULE_AFTER)
