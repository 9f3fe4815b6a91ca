"""Tables of the check for people who come back after the team closed their account."""
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models.people import SAFEGUARDING, User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

KEPT_DAYS = 30  # of an address block, and of a signal
YOUNG_DAYS = 30  # how new an account is that can raise one


class ReturnRules(Model):
    """One row, once somebody has switched it on: whether it is, and who alone is told."""

    lock_rank = None

    id: Mapped[int] = mapped_column(primary_key=True)
    is_on: Mapped[bool] = mapped_column(default=False)
    one_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    other_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    set_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)

    one: Mapped[User | None] = relationship(foreign_keys=[one_id])
    other: Mapped[User | None] = relationship(foreign_keys=[other_id])

    @property
    def leads(self) -> list[User]:
        """Those of the two who still lead safeguarding."""
        return [lead for lead in (self.one, self.other)
                if lead and lead.role == SAFEGUARDING and lead.banned_at is None]

    @property
    def in_force(self) -> bool:
        """On, with two leads: without both of them nothing is kept."""
        return bool(self.is_on) and len(self.leads) == 2


class AddressBlock(Model):
    """Somebody signed in from a block of addresses on a day: a keyed hash, never the address."""

    __table_args__ = (UniqueConstraint("user_id", "block_hash", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    block_hash: Mapped[str] = mapped_column(String(64), index=True)
    day: Mapped[date] = mapped_column(index=True)
