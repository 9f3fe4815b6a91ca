"""Tables of hashes: of every stored file, and of those of which no copy is taken any more."""
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model


class FileHash(Model):
    """The hashes of a file of the store. `picture`: as `core.picture_hashes` makes it, or empty."""

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    picture: Mapped[str] = mapped_column(String(32), default="")
    mirrored: Mapped[str] = mapped_column(String(32), default="")
    hashed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)


class BlockedFile(Model):
    """A file that was taken down because of what it shows. Copies of it are refused and looked for
    once its hashes are known. It holds no picture, and says nothing of who is in it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), index=True)  # of the file it was
    why: Mapped[str] = mapped_column(String(10))  # intimate, csea
    kind: Mapped[str] = mapped_column(String(20))  # of the piece it was in
    piece_id: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), default="", index=True)
    picture: Mapped[str] = mapped_column(String(32), default="")
    mirrored: Mapped[str] = mapped_column(String(32), default="")
    cuts: Mapped[str | None] = mapped_column(Text)  # `cut_hashes` in a row; None: not yet known
    blocked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    blocked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    searched_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # all that was stored
    lifted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    blocked_by: Mapped[User | None] = relationship(foreign_keys=[blocked_by_id])

    @property
    def pictures(self) -> list[str]:
        """The difference hashes of the picture and of its parts."""
        return [self.picture, *(self.cuts or "").split()]
