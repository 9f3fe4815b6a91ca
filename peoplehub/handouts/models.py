"""Tables of handouts."""
from datetime import datetime, timedelta

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

MOST_POINTS, LONGEST_POINT, LONGEST_STEP = 5, 160, 200
MOST_SHEETS = 20  # in one pack
KEPT_FOR = timedelta(days=1)


class SheetGlance(Model):
    """What an editor wrote for the page at a glance of a sheet. Without it the headings stand
    there."""

    on_public_pages = True

    sheet_id: Mapped[int] = mapped_column(
        ForeignKey("sheet.id", ondelete="CASCADE"), primary_key=True)
    points: Mapped[list] = mapped_column(JSON, default=list)
    next_step: Mapped[str] = mapped_column(String(LONGEST_STEP), default="")
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))


class Pack(Model):
    """Several sheets as one PDF file, which a worker makes and which is gone after a day. Nothing
    of who asked."""

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(32), unique=True)
    edition: Mapped[str] = mapped_column(String(20))
    sheet_ids: Mapped[list] = mapped_column(JSON)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)
    key: Mapped[str] = mapped_column(String(80), default="")  # once it is made
    pages: Mapped[int] = mapped_column(default=0)
    size_bytes: Mapped[int] = mapped_column(default=0)
    failed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    @property
    def address(self) -> str:
        return f"/packs/{self.token}"

    @property
    def is_made(self) -> bool:
        return bool(self.key)
