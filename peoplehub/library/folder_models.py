"""Tables of folders that are uploaded: how far an upload is, and which file a sheet came from."""
from datetime import datetime, timedelta

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

KEPT_FOR = timedelta(days=7)  # what came of an upload


class FolderUpload(Model):
    """Files that a person sent at once. The worker makes a draft of each of them."""

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    topic: Mapped[str] = mapped_column(String(40))  # of files whose folder names none
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)
    # path and key of each file, until all of them are done
    files: Mapped[list] = mapped_column(JSON)
    # path, outcome, sentence and number of the sheet of each that is done
    results: Mapped[list] = mapped_column(JSON, default=list)
    total: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    @property
    def address(self) -> str:
        return f"/library/manage/bulk/{self.id}"


class SheetSource(Model):
    """From which file a sheet came: who uploads it again makes no other sheet."""

    place: Mapped[str] = mapped_column(String(64), primary_key=True)  # hash of who and which path
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(String(64))  # of all that was in the file and said of it
