"""Tables of matches: a family and an advisor for eight weeks, what each of them answered half way
and before the end, and how things were before and after.

"Match" is the word of Parent to Parent programmes: about four contacts in eight weeks.
"""
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.advisors.models.requests import AdvisorRequest
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

PERIOD = timedelta(weeks=8)  # of a match, and of each renewal
USUAL_CONTACTS = 4  # in one period
CHECK_IN, ENDING = "check-in", "ending"  # stages at which both are asked
CHECK_IN_AFTER = timedelta(weeks=4)  # half way
ENDING_BEFORE = timedelta(weeks=1)
CARRY_ON, CHANGE, RENEW, FINISH, ANOTHER = "carry-on", "change", "renew", "finish", "another"
LAPSED = "lapsed"  # the ending of a match about whose end nobody said anything


class SupportMatch(Model):
    """A family and the advisor who said yes to it, from the yes until one of them finishes.

    `purpose`: what the family asked for, in its own words, for these two only; erased when the
    match ends. `contacts`: on how many days one of them answered the other, counted up to the
    message `counted_number`.
    """

    on_public_pages = True  # families are counted there

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int | None] = mapped_column(
        ForeignKey("advisor_request.id", ondelete="SET NULL"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    advisor_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    conversation_id: Mapped[int | None] = mapped_column(ForeignKey("conversation.id"), index=True)
    purpose: Mapped[str] = mapped_column(Text, default="")
    period: Mapped[int] = mapped_column(default=1)  # 1, and one more for each renewal
    began_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    ends_at: Mapped[datetime] = mapped_column(UTCDateTime)  # unless it is renewed
    contacts: Mapped[int] = mapped_column(default=0)
    counted_number: Mapped[int] = mapped_column(default=0)
    last_contact_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    told_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # a coordinator: no ending
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    ending: Mapped[str | None] = mapped_column(String(10))  # finish, another, lapsed

    request: Mapped[AdvisorRequest | None] = relationship()
    person: Mapped[User] = relationship(foreign_keys=[person_id])
    advisor: Mapped[User] = relationship(foreign_keys=[advisor_id])
    reviews: Mapped[list["SupportReview"]] = relationship(
        cascade="all, delete-orphan", order_by="SupportReview.id", back_populates="match")

    @property
    def address(self) -> str:
        return f"/support/matches/{self.id}"

    @property
    def people_ids(self) -> tuple[int, int]:
        return self.person_id, self.advisor_id

    @property
    def is_open(self) -> bool:
        """Whether it has no ending yet, also when its eight weeks are over."""
        return self.ended_at is None

    @property
    def is_going_on(self) -> bool:
        """Whether the family counts for its advisor."""
        return self.is_open and self.ends_at > clock.now()

    @property
    def period_began_at(self) -> datetime:
        return self.ends_at - PERIOD

    @property
    def week(self) -> int:
        """Of this period: 1 to 8."""
        passed = clock.now() - self.period_began_at
        return min(max(passed // timedelta(weeks=1), 0) + 1, PERIOD // timedelta(weeks=1))

    def other(self, person_id: int | None) -> User:
        return self.advisor if person_id == self.person_id else self.person

    def review_of(self, person_id: int | None, stage: str) -> "SupportReview | None":
        """What this person was asked at that stage of this period, if they were."""
        return next((one for one in self.reviews if one.user_id == person_id
                     and one.stage == stage and one.period == self.period), None)


class SupportReview(Model):
    """What one of the two was asked half way or before the end, and what they answered. Nobody but
    this person reads the answer. `stage`: CHECK_IN or ENDING."""

    __table_args__ = (UniqueConstraint("match_id", "user_id", "stage", "period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    match_id: Mapped[int] = mapped_column(ForeignKey("support_match.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    stage: Mapped[str] = mapped_column(String(10))
    period: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    reminded_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    answer: Mapped[str | None] = mapped_column(String(10))  # one of the five above

    match: Mapped[SupportMatch] = relationship(back_populates="reviews")


class OutcomeRating(Model):
    """How things were for a family before and after a match: 1 (very hard) to 5 (good). Only with
    their consent; deleted as soon as they take it back. Never shown to the advisor."""

    match_id: Mapped[int] = mapped_column(
        ForeignKey("support_match.id", ondelete="CASCADE"), primary_key=True)
    consented_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    before: Mapped[int | None]
    before_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    after: Mapped[int | None]
    after_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
