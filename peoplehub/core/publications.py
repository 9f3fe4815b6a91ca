"""What every published piece has in common: an author, words, times, and whether it is shown.

A room that uses this mixin is served by moderation, reports, search, the record, following and
feeds as soon as it does: its acts say `publish`, `change` and `withdraw`, which announce one family
of events (`core.events`) for all kinds.
"""
from collections.abc import Set
from datetime import datetime
from typing import Any, TypeVar, cast

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from peoplehub.core import clock
from peoplehub.core.acts import announce, save
from peoplehub.core.audiences import ANYONE
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.event_types import AboutPiece
from peoplehub.core.events import Changed, Drafted, Published, Withdrawn
from peoplehub.core.extensions import db
from peoplehub.core.locks import LockRoot
from peoplehub.core.publication_contents import Contents
from peoplehub.core.publication_descriptions import Description
from peoplehub.core.publication_visibility import Visibility
from peoplehub.core.text import VERSION, linked, normalize, render
from peoplehub.core.viewers import Viewer

KINDS: dict[str, type["Publication"]] = {}  # what is published
REPORTABLE: dict[str, type[Any]] = {}  # what can be reported: all of it, and people

Piece = TypeVar("Piece", bound="Publication")


class Publication(Visibility, Description, Contents):
    """A mixin. `kind` is the piece's public name: in links, reports and the search index."""

    kind: str
    id: Mapped[int] = mapped_column(primary_key=True)
    on_public_pages = True  # what changes here makes kept pages old (core/page_versions.py)

    text: Mapped[str] = mapped_column(Text, default="")
    html: Mapped[str] = mapped_column(Text, default="")
    rendered_with: Mapped[int] = mapped_column(default=VERSION)
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=clock.now)
    edited_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    deleted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    held_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    held_reason: Mapped[str | None] = mapped_column(String(200))
    hidden_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    hidden_reason: Mapped[str | None] = mapped_column(String(500))

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        KINDS[cls.kind] = REPORTABLE[cls.kind] = cls

    @declared_attr
    def author_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("user.id"), index=True)

    @declared_attr
    def author(cls) -> Mapped[Any]:
        return relationship("User", foreign_keys=[cast(Any, cls).author_id])

    @declared_attr
    def hidden_by_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("user.id"))

    @property
    def anonymous(self) -> bool:
        """Whether nobody may learn who wrote it."""
        return False

    @property
    def audience(self) -> str:
        """Who may come to the place where it stands."""
        return ANYONE

    @property
    def all_words(self) -> tuple[str, ...]:
        """Everything in it that people read, for the first look."""
        return (self.text,)

    def write(self, source: str, names: Set[str] = frozenset(), top: int = 3) -> None:
        """Set the words, and the safe HTML made of them once. Whom it called before it still
        calls, whoever has that name now."""
        self.text = normalize(source)
        called = {name: name for name in names} | linked(self.html or "")
        self.html = str(render(self.text, called, top))
        self.rendered_with = VERSION

    @property
    def reported_words(self) -> str:
        """What a report keeps of it."""
        return self.text

    @property
    def is_shown(self) -> bool:
        """Whether everyone who may come to its place sees it."""
        return bool(self.published_at and not (self.deleted_at or self.held_at or self.hidden_at))

    @property
    def address(self) -> str:
        """The path at which it is read, with its anchor."""
        raise NotImplementedError(self)

    @property
    def lock_root(self) -> LockRoot:
        """The row that all lock before they change this piece: its place's, or its own."""
        return self


def publish(by: Viewer | None, piece: Piece) -> Piece:
    """Save a piece that is published from now on, and announce `Published`. `by`: who does it, None
    for a visitor. Only within an act. Returns the piece."""
    announce(Published(piece.kind, save(piece).id, by.id if by else None))
    return piece


def change(by: Viewer, piece: Piece) -> Piece:
    """Save a piece whose text or facts changed, and announce `Changed` (of a draft: `Drafted`).
    Only within an act. Returns the piece."""
    save(piece)
    event = Changed if piece.published_at else Drafted
    announce(event(piece.kind, piece.id, by.id))
    return piece


def withdraw(by: Viewer, piece: Piece) -> Piece:
    """Save a piece that was deleted or became a draft again, and announce `Withdrawn`. Only within
    an act. Returns the piece."""
    announce(Withdrawn(piece.kind, save(piece).id, by.id))
    return piece


def piece_of(event: AboutPiece) -> Any:
    """The piece, or the person, that an event is about."""
    return db.session.get(REPORTABLE[event.kind], event.piece_id)
