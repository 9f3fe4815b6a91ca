"""The table of break-glass access: a lead read the private messages of two people for a reason."""
from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model
from peoplehub.core.viewers import Viewer
from peoplehub.safeguarding.models.cases import LOOKED_FOR, REASONS

TOLD_AFTER = timedelta(hours=24)  # at the latest, unless a second lead says why not
KEPT_FOR = timedelta(days=6 * 365)
LONGEST_WAIT = timedelta(days=92)  # until a lead looks again whether they can be told


class ConversationAccess(Model):
    """One opening of what two people wrote to each other. `conversation_id` is NULL when they never
    did. Both are told (`told_at`), unless another lead than `lead_id` wrote down why not."""

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[int | None] = mapped_column(ForeignKey("conversation.id"), index=True)
    one_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    lead_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    worry: Mapped[str] = mapped_column(String(10))  # a key of REASONS, which both may read
    reason: Mapped[str] = mapped_column(String(300))
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)
    told_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    withheld_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    withheld_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    withheld_reason: Mapped[str] = mapped_column(String(300), default="")
    review_on: Mapped[date | None]  # the day to look again whether they can be told

    one: Mapped[User] = relationship(foreign_keys=[one_id])
    other: Mapped[User] = relationship(foreign_keys=[other_id])
    lead: Mapped[User] = relationship(foreign_keys=[lead_id])
    withheld_by: Mapped[User | None] = relationship(foreign_keys=[withheld_by_id])

    @property
    def address(self) -> str:
        return f"/safeguarding/conversations/{self.id}"

    @property
    def worry_words(self) -> str:
        return REASONS[self.worry]

    @property
    def people_words(self) -> str:
        return f"{self.one.pen_name} and {self.other.pen_name}"

    @property
    def tells_at(self) -> datetime:
        return self.opened_at + TOLD_AFTER

    @property
    def review_words(self) -> str:
        return formatting.calendar_day(self.review_on) if self.review_on else ""

    @property
    def is_under_review(self) -> bool:
        """Whether the day has come to look again."""
        today = formatting.local(clock.now()).date()
        return self.told_at is None and self.review_on is not None and self.review_on <= today

    def is_open_to(self, viewer: Viewer) -> bool:
        """Whether this lead may read the messages now."""
        return self.lead_id == viewer.id and self.opened_at > clock.now() - LOOKED_FOR
