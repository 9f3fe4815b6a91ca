"""Boards: who may read each, and who may start topics there."""
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core.audiences import ANYONE
from peoplehub.core.extensions import Model
from peoplehub.forum.models.reply_rules import BoardRules

MEMBERS_WRITE, MODERATORS_WRITE = "members", "moderators"
NOT_INDEXED, INDEXED = "noindex", "index"


class Board(BoardRules, Model):
    """A place for one subject, and who may read and begin topics there."""

    on_public_pages = True
    lock_rank = None  # last of all: where a topic of it is begun, moved, hidden or shown

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    description: Mapped[str] = mapped_column(String(300), default="")
    position: Mapped[int] = mapped_column(default=0)
    audience: Mapped[str] = mapped_column(String(10), default=ANYONE)
    writers: Mapped[str] = mapped_column(String(12), default=MEMBERS_WRITE)
    indexing: Mapped[str] = mapped_column(String(10), default=NOT_INDEXED)  # by search engines
    patch: Mapped[str] = mapped_column(String(20), default="talk")  # its picture in the artwork
    topic_count: Mapped[int] = mapped_column(default=0)  # listed ones; derived

    @property
    def is_indexed(self) -> bool:
        """Whether search engines may show what is said here."""
        return may_be_indexed(self.audience, self.indexing)

    @property
    def address(self) -> str:
        return f"/forum/{self.slug}"


def may_be_indexed(audience: str, indexing: str) -> bool:
    return audience == ANYONE and indexing == INDEXED
