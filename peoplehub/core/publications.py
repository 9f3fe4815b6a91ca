"""What every published piece has in common: an author, words, times, and whether it is shown.

A room that uses this mixin is served by moderation, reports, search, the record, following and
feeds as soon as it does: its acts say `publish`, `change` and `withdraw`, which announce one family
of events (`core.events`) for all kinds.
"""
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, cast

from markupsafe import Markup
from sqlalchemy import ColumnElement, ForeignKey, Select, String, Text, and_, or_
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from peoplehub.core import clock
from peoplehub.core.acts import announce, save
from peoplehub.core.audiences import ANYONE
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.events import Changed, Drafted, Moderated, PieceEvent, Published, Withdrawn
from peoplehub.core.extensions import db
from peoplehub.core.locks import LockRoot
from peoplehub.core.text import VERSION, known_safe, linked, normalize, plain, render
from peoplehub.core.viewers import Viewer

KINDS: dict[str, type["Publication"]] = {}  # what is published
REPORTABLE: dict[str, type[Any]] = {}  # what can be reported: all of it, and people
# other words: a table, its source, its HTML
OTHER_RENDERED_COLUMNS: list[tuple[type[Any], str, str]] = []

Piece = TypeVar("Piece", bound="Publication")


@dataclass(frozen=True)
class SearchDocument:
    """What the search index stores of a piece: plain text, its audience, and the place it is
    grouped by."""

    shelf: str  # of the search page: sheet, story, entry, topic
    place: str  # shown once however many pieces of it are found: "topic 7"
    title: str
    body: str
    audience: str
    is_head: bool = True  # what its place is known by: the question, not a reply


class Publication:
    """A mixin. `kind` is the piece's public name: in links, reports and the search index."""

    kind: str
    id: Mapped[int] = mapped_column(primary_key=True)
    shelves: dict[str, tuple[int, str]] = {}  # of the search page: name → (its place, its words)
    feed: tuple[str, str] | None = None  # of what is new of this kind: its title, its page
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
    def safe_html(self) -> Markup:
        return known_safe(self.html)

    @property
    def plain_words(self) -> str:
        """The words as they are shown, without marks: for lists, letters and search."""
        return plain(self.html)

    @property
    def is_shown(self) -> bool:
        """Whether everyone who may come to its place sees it."""
        return bool(self.published_at and not (self.deleted_at or self.held_at or self.hidden_at))

    @classmethod
    def is_out(cls) -> ColumnElement[bool]:
        """The same in SQL: published, and neither taken away, held nor hidden."""
        return and_(cls.published_at.is_not(None), cls.deleted_at.is_(None), cls.held_at.is_(None),
                    cls.hidden_at.is_(None))

    @classmethod
    def shown_to(cls, viewer: Viewer) -> ColumnElement[bool]:
        """Pieces whose own state lets `viewer` see them; their place is asked elsewhere."""
        if viewer.is_moderator:
            return cls.published_at.is_not(None)
        if viewer.id is None:
            return cls.is_out()
        return or_(cls.is_out(), and_(cls.author_id == viewer.id, cls.deleted_at.is_(None)))

    @classmethod
    def was_shown_to(cls, viewer: Viewer) -> ColumnElement[bool]:
        """Pieces whose own state lets `viewer` see them, or did. What is held waits unseen."""
        once = and_(cls.published_at.is_not(None), cls.held_at.is_(None))
        return or_(once, cls.shown_to(viewer))

    @classmethod
    def readable(cls, viewer: Viewer) -> Select:
        """Every piece `viewer` may read: place and state. Each package says how."""
        raise NotImplementedError(cls)

    @classmethod
    def reportable(cls, viewer: Viewer) -> Select:
        """Every piece `viewer` may report: what they may have read in its place, whatever became
        of it or of the people since. Being blocked, taken away or hidden does not end it."""
        raise NotImplementedError(cls)

    @property
    def address(self) -> str:
        """The path at which it is read, with its anchor."""
        raise NotImplementedError(self)

    @property
    def lock_root(self) -> LockRoot:
        """The row that all lock before they change this piece: its place's, or its own."""
        return self

    @property
    def heading(self) -> str:
        """A few words that name it in a queue or a list."""
        raise NotImplementedError(self)

    @property
    def byline(self) -> str:
        """By whom it is, as everybody may read it."""
        return self.author.pen_name if self.author and not self.anonymous else "Somebody"

    @property
    def place_heading(self) -> str:
        """A few words that name the place where it stands, for notices."""
        return self.heading

    @property
    def news(self) -> str:
        """What a new one is to those who follow its place, as notices say it; "": they are not
        told."""
        return "published"

    @property
    def letters(self) -> Mapping[int, str]:
        """Of those people, by number: to whom it is something else, by e-mail."""
        return {}

    @property
    def below(self) -> list[tuple[type["Publication"], ColumnElement[bool]]]:
        """The pieces that are shown only while this one is: of which kind, and which of them."""
        return []

    @property
    def beside(self) -> ColumnElement[bool] | None:
        """The pieces of its kind that one notice may tell of together with it, if any."""
        return None

    @classmethod
    def with_heading(cls) -> tuple:
        """What a list of many asks for at once, so that each can say its heading and address."""
        return ()

    def search_document(self) -> SearchDocument:
        """What search stores of it. A kind that does not say is never found: private messages."""
        raise NotImplementedError(self)


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


def piece_of(event: PieceEvent | Moderated) -> Any:
    """The piece, or the person, an event of the family is about."""
    return db.session.get(REPORTABLE[event.kind], event.piece_id)


def is_public(kind: str) -> bool:
    """Whether pieces of that kind are for more than those they were sent to: search finds them,
    and they can be followed. A kind that says nothing to search is none: private messages."""
    return kind in KINDS and KINDS[kind].search_document is not Publication.search_document
