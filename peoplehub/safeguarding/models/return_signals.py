"""The table of signals that a new account may belong to somebody whose account was closed."""
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model


class ReturnSignal(Model):
    """Both accounts signed in from one block of addresses. It stands on the row of the new one's
    sign-in, so it is deleted with that: after 30 days, and when the check is switched off."""

    __table_args__ = (UniqueConstraint("person_id", "former_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    block_id: Mapped[int] = mapped_column(
        ForeignKey("address_block.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    former_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    dismissed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    dismissed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    dismissed_reason: Mapped[str] = mapped_column(String(300), default="")

    person: Mapped[User] = relationship(foreign_keys=[person_id])
    former: Mapped[User] = relationship(foreign_keys=[former_id])
    dismissed_by: Mapped[User | None] = relationship(foreign_keys=[dismissed_by_id])

    @property
    def address(self) -> str:
        return f"/safeguarding/returning-accounts/{self.id}"
