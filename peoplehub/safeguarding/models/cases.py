"""The table of safeguarding cases: worries about somebody's safety, which only leads read."""
from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

CASE_KIND = "safeguarding"  # what an alarm, an email or a line of the log calls it
DECEIVED = "deceived"  # members were fooled by an invented life
REASONS = {
    "danger": "Somebody may be in danger",
    "child": "A child may be at risk",
    "adult": "An adult may be hurt or neglected",
    DECEIVED: "Somebody deceived members here",
    "other": "Another worry",
}
URGENT = ("danger", "child")  # wake the leads
FROM_MODERATION, FROM_SHOWN, FROM_HAND = "moderation", "shown", "hand"
OPENED_FROM = {
    FROM_MODERATION: "Handed over by a moderator",
    FROM_SHOWN: "Shown by somebody in a conversation",
    FROM_HAND: "Opened by a lead",
}
YEARS_KEPT = {"child": 10}  # of each reason, from the day it was opened or closed last
YEARS_KEPT_ELSE = 6
LOOKED_FOR = timedelta(minutes=20)  # how long one typed reason opens something


class SafeguardingCase(Model):
    """A worry about somebody's safety. Open until `closed_at`; destroyed on `keep_until`, which
    leaves this row without a word: number, reason, times."""

    __table_args__ = (Index("ix_safeguarding_case_open", "closed_at", "opened_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(String(10))
    opened_from: Mapped[str] = mapped_column(String(10))
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    about_id: Mapped[int | None] = mapped_column(  # whose words it began with
        ForeignKey("user.id", ondelete="SET NULL"), index=True)
    unnamed: Mapped[bool] = mapped_column(default=False)  # they wrote without a name
    kind: Mapped[str] = mapped_column(String(20), default="")  # the piece it began with
    piece_id: Mapped[int | None]
    moderation_case_id: Mapped[int | None] = mapped_column(
        ForeignKey("case.id", ondelete="SET NULL"), index=True)
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # who has accepted it
    accepted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    offered_to_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # another lead
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    keep_until: Mapped[date]
    destroyed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    opened_by: Mapped[User | None] = relationship(foreign_keys=[opened_by_id])
    about: Mapped[User | None] = relationship(foreign_keys=[about_id])
    lead: Mapped[User | None] = relationship(foreign_keys=[lead_id])
    offered_to: Mapped[User | None] = relationship(foreign_keys=[offered_to_id])

    @property
    def reason_words(self) -> str:
        return REASONS[self.reason]

    @property
    def from_words(self) -> str:
        return OPENED_FROM[self.opened_from]

    @property
    def address(self) -> str:
        return f"/safeguarding/cases/{self.id}"

    @property
    def about_words(self) -> str:
        if self.unnamed:
            return "Somebody who wrote without a name"
        return self.about.pen_name if self.about else "Nobody with an account here"

    @property
    def keep_words(self) -> str:
        return formatting.calendar_day(self.keep_until)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_urgent(self) -> bool:
        return self.reason in URGENT

    @property
    def is_due(self) -> bool:
        """Whether the day has come on which it is destroyed, once it is closed."""
        return self.keep_until <= formatting.local(clock.now()).date()


def kept_until(reason: str, since: datetime) -> date:
    """The day on which a case is destroyed, unless a lead chooses another one: 6 years after it was
    opened, or closed last, and 10 where it is about a child."""
    day = formatting.local(since).date()
    years = YEARS_KEPT.get(reason, YEARS_KEPT_ELSE)
    month, of_month = (3, 1) if (day.month, day.day) == (2, 29) else (day.month, day.day)
    return date(day.year + years, month, of_month)
