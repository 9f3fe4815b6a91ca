"""The table of reactions."""
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

THANKS, SAME, THINKING, HELPED = "thank-you", "same-here", "thinking-of-you", "helped"
WORDS = {  # in the order of the buttons
    THANKS: "Thank you", SAME: "Same here", THINKING: "Thinking of you", HELPED: "This helped",
}  # fmt: skip


class Reaction(Model):
    """What somebody said with one tap to the author of a piece. Only the two see it, but for
    "helped", which is by whoever asked and shows as a mark on the piece."""

    __table_args__ = (Index("ix_reaction_of_author", "author_id", "at"),)

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    piece_id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
    what: Mapped[str] = mapped_column(String(20), primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)

    user: Mapped[User] = relationship(foreign_keys=[user_id])

    @property
    def words(self) -> str:
        return WORDS[self.what]
