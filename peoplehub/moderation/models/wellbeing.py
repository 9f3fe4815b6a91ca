"""Tables of looking after those who moderate: what a case is about, which hard cases somebody has
read, and their breaks."""
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

OFFERED_AFTER, WITHIN_DAYS = 6, 1  # hard cases, within so many days, until a lead sets others
NO_OFFER = 0


class CaseSubject(Model):
    """A case is about that subject (`subjects.SUBJECTS`), as its reports and its words say."""

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"),
                                         primary_key=True)
    subject: Mapped[str] = mapped_column(String(10), primary_key=True)


class CaseExposure(Model):
    """Somebody took a hard case, and read it. Counted for themselves only; deleted after four
    weeks."""

    __table_args__ = (Index("ix_case_exposure_at", "at"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"),
                                         primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"),
                                         primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)


class ModeratorBreak(Model):
    """Somebody takes no hard cases from `since` to `until`. An offer that was put off is a break
    that ended when it began: hard cases are counted anew from its end."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    since: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    until: Mapped[datetime] = mapped_column(UTCDateTime, index=True)

    user: Mapped[User] = relationship()


class BreakRules(Model):
    """After how many hard cases, within how many days, a break is offered; one row, once a lead has
    set it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    cases: Mapped[int] = mapped_column(default=OFFERED_AFTER)  # 0: none is offered
    within_days: Mapped[int] = mapped_column(default=WITHIN_DAYS)
