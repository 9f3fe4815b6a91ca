"""Tables of requests for a peer advisor: what is asked, and to whom it was offered."""
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

ACCEPTED, CANCELLED, DECLINED = "accepted", "cancelled", "declined"
EXPIRED, WITHDRAWN = "expired", "withdrawn"
IS_OPEN = text("closed_at IS NULL")
REASONS = {  # why a coordinator is told
    "failed": "Two advisors could not take it",
    "waiting": "It has waited long",
    "nobody": "There is nobody left to ask",
}


class AdvisorRequest(Model):
    """Somebody asks for an advisor. One is open at a time for each person.

    `text`: the purpose in their own words, for the advisors who are asked; deleted once a
    conversation holds it. `chosen_id`: the advisor they want, None for whoever is free first.
    """

    on_public_pages = True  # families and answers are counted there

    __table_args__ = (
        Index("ix_advisor_request_one_open", "user_id", unique=True, sqlite_where=IS_OPEN,
              postgresql_where=IS_OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    chosen_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    urgent: Mapped[bool] = mapped_column(default=False)  # "Talk now"
    wants: Mapped[dict] = mapped_column(JSON, default=dict)  # facet → value of `choices.FACETS`
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)
    next_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)  # more are asked
    told_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # a coordinator
    told_reason: Mapped[str] = mapped_column(String(10), default="")
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    outcome: Mapped[str | None] = mapped_column(String(10))  # accepted, cancelled
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    conversation_id: Mapped[int | None] = mapped_column(ForeignKey("conversation.id"))

    user: Mapped[User] = relationship(foreign_keys=[user_id])
    chosen: Mapped[User | None] = relationship(foreign_keys=[chosen_id])
    accepted_by: Mapped[User | None] = relationship(foreign_keys=[accepted_by_id])
    offers: Mapped[list["RequestOffer"]] = relationship(order_by="RequestOffer.offered_at, "
                                                        "RequestOffer.id")

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def address(self) -> str:
        return f"/support/{self.id}"

    @property
    def open_offers(self) -> list["RequestOffer"]:
        return [one for one in self.offers if one.is_open]

    @property
    def failed(self) -> int:
        """How many advisors did not take it."""
        return sum(one.outcome in (DECLINED, EXPIRED) for one in self.offers)


class RequestOffer(Model):
    """A request before one advisor: open until they answer, or until `expires_at`."""

    on_public_pages = True  # families and answers are counted there

    __table_args__ = (UniqueConstraint("request_id", "advisor_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(
        ForeignKey("advisor_request.id", ondelete="CASCADE"), index=True)
    advisor_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    offered_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    was_on: Mapped[bool] = mapped_column(default=False)  # it was their evening, or they were free
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # or expired, or withdrawn
    outcome: Mapped[str | None] = mapped_column(String(10))
    assigned_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # by hand

    request: Mapped[AdvisorRequest] = relationship(back_populates="offers")
    advisor: Mapped[User] = relationship(foreign_keys=[advisor_id])

    @property
    def is_open(self) -> bool:
        return self.answered_at is None


class AdvisorSettings(Model):
    """How long an advisor has before the next one is asked; one row, once a coordinator set it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    offer_hours: Mapped[int] = mapped_column(default=12)  # 48 at most
