"""What moderators set about the replies of a topic: until when it is closed, looked at before they
are shown, slow. Each with who, when, why and, where it ends by itself, until when."""
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core.columns import UTCDateTime


class TopicRules:
    """A mixin of `Topic`."""

    locked_until: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)

    approval_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    approval_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    approval_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    approval_reason: Mapped[str] = mapped_column(String(300), default="")

    slow_minutes: Mapped[int] = mapped_column(default=0)  # between two replies of one person
    slow_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    slow_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    slow_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    slow_reason: Mapped[str] = mapped_column(String(300), default="")


class BoardRules:
    """A mixin of `Board`: for all its topics, until a moderator sets something else."""

    approval: Mapped[str] = mapped_column(String(12), default="none")  # of core/approval.py
    slow_minutes: Mapped[int] = mapped_column(default=0)
    rules_reason: Mapped[str] = mapped_column(String(300), default="")
    rules_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    rules_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
