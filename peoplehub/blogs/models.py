"""Tables of blogs: entries (some of them stories) and comments."""
from collections.abc import Set
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    String,
    UniqueConstraint,
    and_,
    or_,
    select,
)
from sqlalchemy.orm import (
    Mapped,
    contains_eager,
    joinedload,
    mapped_column,
    relationship,
    selectinload,
)

from peoplehub.core.ai_declaration import DeclaresAI
from peoplehub.core.audiences import ANYONE
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model
from peoplehub.core.piece_files import HasFiles
from peoplehub.core.publication_descriptions import SearchDocument
from peoplehub.core.publications import Publication
from peoplehub.core.reading_marks import ReadTo
from peoplehub.core.viewers import Viewer
from peoplehub.folding.content_notes import HasNote
from peoplehub.tags.queries import tag_ids_of

UNTITLED = "No title yet"
WORDS_A_MINUTE = 200  # read without hurry
COMMENTS_A_PAGE = 50


class Entry(DeclaresAI, HasNote, HasFiles, Publication, Model):
    """One piece of a blog: a draft until `published_at`, a story when somebody says so."""

    kind = "entry"
    feed = ("Blogs", "/blogs")
    content_columns = ("title", "slug", "teller", "place", "short", "text", "html", "cover_key",
                       "cover_alt", "cover_seed", "note", "files")
    file_columns = ("cover_key",)
    shelves = {"story": (4, "Stories"), "entry": (5, "Blogs")}
    __table_args__ = (
        UniqueConstraint("author_id", "slug"),
        Index("ix_entry_audience_published_at", "audience", "published_at"),
        Index("ix_entry_published_at", "published_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(120), default="")
    audience: Mapped[str] = mapped_column(String(10), default=ANYONE)
    is_story: Mapped[bool] = mapped_column(default=False)
    teller: Mapped[str] = mapped_column(String(60), default="")
    place: Mapped[str] = mapped_column(String(60), default="")
    short: Mapped[str] = mapped_column(String(600), default="")  # "In short": a point on each line
    cover_seed: Mapped[str] = mapped_column(String(80), default="")
    cover_kind: Mapped[str] = mapped_column(String(10), default="")  # of the drawn picture
    cover_key: Mapped[str | None] = mapped_column(String(60), index=True)  # of an uploaded one
    cover_alt: Mapped[str] = mapped_column(String(200), default="")
    comments_open: Mapped[bool] = mapped_column(default=True)
    comment_count: Mapped[int] = mapped_column(default=0)  # derived: see counters
    first_published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # fixes the address
    version: Mapped[int] = mapped_column(default=1)  # one more with every change

    def write(self, source: str, names: Set[str] = frozenset(), top: int = 2) -> None:
        """Its headings stand right below its title."""
        super().write(source, names, top)

    @property
    def address(self) -> str:
        return f"/blogs/{self.author.slug}/{self.slug}"

    @property
    def heading(self) -> str:
        return self.title or UNTITLED

    @property
    def wider_place(self) -> tuple[str, int] | None:
        """The blog of who wrote it."""
        return ("blog", self.author_id) if self.author_id else None

    @property
    def tag_ids(self) -> Select:
        return tag_ids_of(self.kind, self.id)

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def all_words(self) -> tuple[str, ...]:
        return (self.title, self.teller, self.place, self.short, self.text, self.note_sentence,
                *self.file_alts)

    @property
    def points(self) -> list[str]:
        """What it says, in short."""
        return [line for line in self.short.splitlines() if line.strip()]

    @property
    def told_by(self) -> str:
        """Whose words these are: "Tom, Dorset"."""
        return ", ".join(filter(None, [self.teller or self.author.pen_name, self.place]))

    @property
    def minutes(self) -> int:
        """How long it takes to read."""
        return max(1, round(len(self.text.split()) / WORDS_A_MINUTE))

    @property
    def cover_address(self) -> str:
        return f"/blogs/covers/{self.cover_key}" if self.cover_key else ""

    @property
    def picture_addresses(self) -> list[tuple[str, str]]:
        cover = [(self.cover_address, self.cover_alt)] if self.cover_key else []
        return cover + super().picture_addresses

    @property
    def below(self) -> list:
        """Its comments."""
        return [(Comment, Comment.entry_id == self.id)]

    @property
    def takes_answers(self) -> bool:
        return self.is_shown and self.comments_open

    @property
    def quoted_in(self) -> Select:
        return select(Comment).where(Comment.entry_id == self.id, Comment.text.contains(">"))

    @property
    def shelf(self) -> str:
        """Of the search page."""
        return "story" if self.is_story else "entry"

    @classmethod
    def with_heading(cls) -> tuple:
        return (selectinload(cls.author),)

    def search_document(self) -> SearchDocument:
        body = "\n".join([self.short, self.plain_words])
        return SearchDocument(self.shelf, f"entry {self.id}", self.heading, body, self.audience)

    @classmethod
    def readable(cls, viewer: Viewer) -> Select:
        """What is out and meant for the viewer; and everything of their own, drafts too."""
        return select(cls).where(cls.open_to(viewer))

    @classmethod
    def reportable(cls, viewer: Viewer) -> Select:
        """What was ever out, also when its author has made a draft of it again."""
        out = and_(cls.first_published_at.is_not(None), cls.held_at.is_(None))
        was_theirs = and_(out, cls.audience.in_(viewer.audiences))
        return select(cls).where(or_(was_theirs, cls.open_to(viewer)))

    @classmethod
    def open_to(cls, viewer: Viewer) -> ColumnElement[bool]:
        meant_for_them = and_(cls.audience.in_(viewer.audiences), cls.shown_to(viewer))
        if viewer.id is None:
            return and_(cls.published_at.is_not(None), meant_for_them)
        own = and_(cls.author_id == viewer.id, cls.deleted_at.is_(None))
        return or_(and_(cls.published_at.is_not(None), meant_for_them), own)


class Comment(DeclaresAI, HasNote, HasFiles, Publication, Model):
    """What somebody says below an entry. A visitor's has a name and no author."""

    kind = "comment"
    content_columns = ("text", "html", "visitor_name", "note", "files")
    shelves = Entry.shelves

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    visitor_name: Mapped[str] = mapped_column(String(40), default="")

    entry: Mapped[Entry] = relationship()

    def write(self, source: str, names: Set[str] = frozenset(), top: int = 4) -> None:
        """Its headings stand below the name of who wrote it. A visitor's links to nobody."""
        super().write(source, names if self.author_id else frozenset(), top)

    @property
    def all_words(self) -> tuple[str, ...]:
        return self.text, self.note_sentence, *self.file_alts

    @property
    def byline(self) -> str:
        if self.author:
            return self.author.pen_name
        return f"{self.visitor_name}, a visitor" if self.visitor_name else "A visitor"

    @property
    def lock_root(self) -> Entry:
        return self.entry

    @property
    def audience(self) -> str:
        return self.entry.audience

    @property
    def takes_answers(self) -> bool:
        return self.entry.takes_answers

    @property
    def quoted_in(self) -> Select:
        return self.entry.quoted_in.where(Comment.id != self.id)

    @property
    def wider_place(self) -> tuple[str, int] | None:
        return self.entry.wider_place

    @property
    def place_heading(self) -> str:
        return self.entry.heading

    @property
    def beside(self) -> ColumnElement[bool]:
        """Comments on the same entry are told of together."""
        return Comment.entry_id == self.entry_id

    @property
    def address(self) -> str:
        """Through a page that knows on which page of comments it stands."""
        return f"/blogs/comments/{self.id}#comment-{self.id}"

    @property
    def heading(self) -> str:
        return f"A comment on “{self.entry.heading}”"

    @classmethod
    def with_heading(cls) -> tuple:
        return selectinload(cls.entry).joinedload(Entry.author), joinedload(cls.author)

    def search_document(self) -> SearchDocument:
        """It is found as a part of its entry, and its entry is shown once."""
        entry = self.entry
        return SearchDocument(entry.shelf, f"entry {entry.id}", entry.heading,
                              self.plain_words, entry.audience, is_head=False)

    @classmethod
    def readable(cls, viewer: Viewer) -> Select:
        """Where its entry is readable and its own state allows it."""
        shown = and_(cls.published_at.is_not(None), cls.shown_to(viewer))
        within = select(cls).join(cls.entry).options(contains_eager(cls.entry))
        return within.where(Entry.open_to(viewer), shown)

    @classmethod
    def reportable(cls, viewer: Viewer) -> Select:
        within = select(cls).join(cls.entry).options(contains_eager(cls.entry))
        return within.where(Entry.audience.in_(viewer.audiences), cls.was_shown_to(viewer))


class EntryMark(ReadTo, Model):
    """How far somebody has read below an entry: `number` is the id of the last comment that they
    have seen, or 0."""

    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"),
                                          primary_key=True, index=True)
