"""Tables: who of the team looked at the queue last, after how long it is unattended, and the notes
and sentences that are handed over."""
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

HELPERS_AFTER, BY_RULE_AFTER = 2, 12  # hours, until a lead sets others
NEVER = 0  # hours: the rule releases nothing


class QueueVisit(Model):
    """When somebody of the team last looked at the queue or at a case, and last read the
    hand-over; one row a person."""

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"),
                                         primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # the hand-over, last


class UnattendedHours(Model):
    """After how many hours without anybody of the team helpers, and then the rule, release what is
    safe; one row, once a lead has set it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    helpers_after_hours: Mapped[int] = mapped_column(default=HELPERS_AFTER)
    by_rule_after_hours: Mapped[int] = mapped_column(default=BY_RULE_AFTER)


class HandoverNote(Model):
    """What whoever is on next finds: everything that happened from `from_at` until `until_at`, and
    how the queue stood then. Numbers only, no words of anybody (see `facts.gathered`)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    from_at: Mapped[datetime] = mapped_column(UTCDateTime)
    until_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    for_ids: Mapped[list] = mapped_column(JSON, default=list)  # who is on duty then, or next
    facts: Mapped[dict] = mapped_column(JSON)


class HandoverRemark(Model):
    """A sentence that somebody of the team leaves for whoever is on next."""

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    text: Mapped[str] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)

    author: Mapped[User] = relationship()
