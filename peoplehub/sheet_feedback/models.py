"""Tables of what readers say of sheets."""
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model
from peoplehub.library.models import Sheet

URGENT = "Somebody may be in danger. Please read it now, and tell the team."  # a doubt
LONGEST, LONGEST_ANSWER = 500, 1000  # characters
CAPTIONS = "captions"
FORMATS = {
    "audio": "Sound", "bsl": "British Sign Language",
    "braille": "Braille", "welsh": "Welsh", "polish": "Polish", "romanian": "Romanian",
    "punjabi": "Punjabi", "urdu": "Urdu", "bengali": "Bengali", "gujarati": "Gujarati",
    "arabic": "Arabic", "somali": "Somali", "ukrainian": "Ukrainian",
    CAPTIONS: "Captions for the film",
}  # fmt: skip


class SheetHelp(Model):
    """How many said on one day that a sheet helped, or did not. Nothing about who."""

    sheet_id: Mapped[int] = mapped_column(
        ForeignKey("sheet.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    helped: Mapped[int] = mapped_column(default=0)
    not_helped: Mapped[int] = mapped_column(default=0)


class SheetRemark(Model):
    """A sentence about what is missing. Nothing about who. Others read it only as an editor shows
    it, beside the answer."""

    __table_args__ = (Index("ix_sheet_remark_sheet_id_closed_at", "sheet_id", "closed_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(String(LONGEST))
    doubt: Mapped[str] = mapped_column(String(100), default="")  # why to look twice
    said_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    shown_text: Mapped[str] = mapped_column(String(LONGEST), default="")  # as the editor shows it
    answer: Mapped[str] = mapped_column(String(LONGEST_ANSWER), default="")
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    sheet: Mapped[Sheet] = relationship()


class FormatWish(Model):
    """A format or language of a sheet that people ask for: how many, who sees to it, until when."""

    __table_args__ = (UniqueConstraint("sheet_id", "what"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id", ondelete="CASCADE"))
    what: Mapped[str] = mapped_column(String(20))  # a key of FORMATS
    wanted: Mapped[int] = mapped_column(default=0)  # how many asked
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)  # first
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    promised_for: Mapped[date | None]
    done_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    sheet: Mapped[Sheet] = relationship()
    owner: Mapped[User | None] = relationship()

    @property
    def is_promised(self) -> bool:
        """By a day that is not over."""
        today = formatting.local(clock.now()).date()
        return self.promised_for is not None and self.promised_for >= today

    @property
    def what_words(self) -> str:
        return FORMATS.get(self.what, self.what)


class FormatAsker(Model):
    """A member who asked, until they are told that it is there."""

    wish_id: Mapped[int] = mapped_column(
        ForeignKey("format_wish.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
