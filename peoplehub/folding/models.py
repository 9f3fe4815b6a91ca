"""Tables of "not today" lists, and of what moderators put in notes."""
from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.content_notes import LONGEST_NOTE
from peoplehub.core.extensions import Model
from peoplehub.core.formatting import calendar_day, local
from peoplehub.folding.subjects import TITLES

MOST = 50  # on one list
LONGEST = 60  # characters of own words
OWN_WORDS = "your own words"


class NotToday(Model):
    """A subject, or words, that somebody would rather not see: what has them is folded for them.
    One that has ended stays until it is taken away, so that it can be had again."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    subject: Mapped[str] = mapped_column(String(20), default="")  # or else words
    words: Mapped[str] = mapped_column(String(LONGEST), default="")
    since: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    until: Mapped[date | None]  # the last day
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    @property
    def title(self) -> str:
        """As its owner reads it in the settings."""
        return TITLES.get(self.subject, self.subject) or f"“{self.words}”"

    @property
    def reason(self) -> str:
        """As it stands at what is folded: without the words themselves."""
        what = TITLES.get(self.subject, OWN_WORDS)
        return f"{what}, until {calendar_day(self.until)}" if self.until else what

    @property
    def length(self) -> timedelta | None:
        """For how long it was meant, in whole days."""
        if self.until is None:
            return None
        return max(self.until - local(self.since).date(), timedelta(days=1))


class TeamNote(Model):
    """What of the content note of a piece a moderator put there: its writer cannot take that
    away."""

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    piece_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    note: Mapped[str] = mapped_column(String(LONGEST_NOTE))
