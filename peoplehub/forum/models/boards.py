"""Boards: who may read each, and who may start topics there."""
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core.audiences import ANYONE, OF_BOARD, is_of_board
from peoplehub.core.extensions import Model
from peoplehub.forum.models.reply_rules import BoardRules

MEMBERS_WRITE, MODERATORS_WRITE = "members", "moderators"
NOT_INDEXED, INDEXED = "noindex", "index"
LISTED, UNLISTED = "listed", "unlisted"  # to those who are not in a board that asks first
ASKS_FIRST = "asks-first"  # chosen as an audience: the board gets its own, such as "board-7"
USUAL_QUESTION = "Why would you like to join?"


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
    listing: Mapped[str] = mapped_column(String(10), default=LISTED)
    join_question: Mapped[str] = mapped_column(String(200), default="")  # empty: the usual one
    patch: Mapped[str] = mapped_column(String(20), default="talk")  # its picture in the artwork
    topic_count: Mapped[int] = mapped_column(default=0)  # listed ones; derived

    @property
    def is_indexed(self) -> bool:
        """Whether search engines may show what is said here."""
        return may_be_indexed(self.audience, self.indexing)

    @property
    def asks_first(self) -> bool:
        """Whether only those are in it whom the team let in."""
        return is_of_board(self.audience)

    @property
    def own_audience(self) -> str:
        """Its audience while it asks first."""
        return f"{OF_BOARD}{self.id}"

    def as_chosen(self, name: str) -> object:
        """A field as the form of the board says it."""
        return ASKS_FIRST if name == "audience" and self.asks_first else getattr(self, name)

    @property
    def question(self) -> str:
        return self.join_question or USUAL_QUESTION

    @property
    def address(self) -> str:
        return f"/forum/{self.slug}"


def may_be_indexed(audience: str, indexing: str) -> bool:
    return audience == ANYONE and indexing == INDEXED
