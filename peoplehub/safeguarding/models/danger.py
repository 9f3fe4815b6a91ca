"""Tables of safeguarding: where words of danger were seen, and the versions of the rules."""
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model


class DangerSign(Model):
    """Words of danger were seen in a piece: by which phrase of the rules, never the words."""

    __table_args__ = (UniqueConstraint("kind", "piece_id", "level"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    piece_id: Mapped[int]
    level: Mapped[str] = mapped_column(String(10))
    phrase: Mapped[str] = mapped_column(String(300))
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)


class DangerRules(Model):
    """What a lead adds to the built-in rules: each row is a version, the newest is in force."""

    __tablename__ = "danger_rules"

    id: Mapped[int] = mapped_column(primary_key=True)
    additions: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(300))
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    saved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    saved_by: Mapped[User | None] = relationship(foreign_keys=[saved_by_id])
