"""Tables of the library: sheets, their PDF files, download counts."""
import hashlib
from collections.abc import Set
from datetime import date, datetime
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Select,
    String,
    UniqueConstraint,
    and_,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.audiences import ANYONE
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.documents import KIND_WORDS
from peoplehub.core.extensions import Model
from peoplehub.core.publication_descriptions import SearchDocument
from peoplehub.core.publications import Publication
from peoplehub.core.viewers import Viewer
from peoplehub.editorial.models import Checked, HasEasyRead, PieceVersion, Versioned
from peoplehub.editorial.pending_models import PendingVersion, Reviewed
from peoplehub.editorial.translations import Translated
from peoplehub.library import easy_read, table_of_contents
from peoplehub.library.easy_pictures import HasEasyPictures
from peoplehub.library.media import HasMedia
from peoplehub.library.original_facts import HasOriginalFacts
from peoplehub.library.publication_facts import HasPublicationFacts
from peoplehub.library.topics import EASY_READ, LARGE_PRINT, ORIGINAL, PDF, TOPICS


class Sheet(Reviewed, Translated, HasMedia, HasEasyPictures, HasOriginalFacts, HasPublicationFacts,
            Versioned, Checked, HasEasyRead, Publication, Model):
    """An information sheet. Its author is its owner: who answers for it and checks it again."""

    __table_args__ = (
        Index("ix_sheet_topic_published", "topic", "published_at"),
        Index("ix_sheet_author_next_check", "author_id", "next_check_at"),
        Index("ix_sheet_translation_of_id_language", "translation_of_id", "language", unique=True),
    )
    kind = "sheet"
    content_columns = ("title", "slug", "summary", "for_whom", "text", "html", "easy_text",
                       "easy_rows", "easy_pictures", "change_note", "check_note", "translated_by",
                       "original_key", "original_name", "original_text", "original_facts", "source",
                       "source_address", "source_date", "series", "media")
    file_columns = ("original_key",)
    preview_template = "library/_as_read.html"
    is_newly_replaced = False  # while the act runs that said so
    shelves = {"sheet": (1, "Information sheets")}

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    topic: Mapped[str] = mapped_column(String(40))
    for_whom: Mapped[str] = mapped_column(String(80), default="")
    patch: Mapped[str] = mapped_column(String(20), default="sheet")  # the picture of its cover
    # a draft until somebody says so
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    original_key: Mapped[str] = mapped_column(String(80), default="")
    original_name: Mapped[str] = mapped_column(String(120), default="")
    original_type: Mapped[str] = mapped_column(String(10), default="")  # its ending, such as pdf
    original_size: Mapped[int] = mapped_column(default=0)  # bytes
    original_pages: Mapped[int] = mapped_column(default=0)  # 0 when it is not known
    # since when it waits to be checked for viruses; nobody gets it until then
    original_held_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    downloads: Mapped[int] = mapped_column(default=0)  # the sum of its rows in Download

    replaced_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("sheet.id", ondelete="SET NULL"), index=True
    )

    files: Mapped[list["SheetFile"]] = relationship(cascade="all, delete-orphan")
    replaced_by: Mapped["Sheet | None"] = relationship(
        remote_side=[id], foreign_keys=[replaced_by_id], back_populates="replaces",
        post_update=True
    )
    replaces: Mapped[list["Sheet"]] = relationship(
        foreign_keys=[replaced_by_id], back_populates="replaced_by")

    def write(self, source: str, names: Set[str] = frozenset(), top: int = 2) -> None:
        super().write(source, names, top)
        self.html = table_of_contents.with_places(self.html)
        self.measure_reading()
        self.write_easy(self.easy_text or "")

    def write_easy(self, source: str) -> None:
        self.easy_text, self.easy_rows = source, easy_read.rows(source, self.own_pictures)

    @property
    def compared_words(self) -> dict[str, str]:
        return {"Title": self.title, "In one sentence": self.summary, "The sheet": self.plain_words,
                "Easy read": "\n".join(easy_read.easy_words(self.easy_rows))}

    def as_it_was(self, version: PieceVersion | PendingVersion) -> "Sheet":
        """A sheet of the words of a version, to be shown and never to be stored."""
        was = Sheet(slug=self.slug, topic=self.topic, patch=self.patch, language=self.language,
                    easy_pictures=self.easy_pictures, **version.words)
        was.write(version.text)
        return was

    @property
    def derived_rows(self) -> list["SheetFile"]:
        return list(self.files)

    @property
    def owner(self) -> User | None:
        return self.author

    @property
    def address(self) -> str:
        return self.address_of(self.slug)

    @staticmethod
    def address_of(slug: str) -> str:
        return f"/library/{slug}"

    @property
    def heading(self) -> str:
        return self.title

    @property
    def mark(self) -> str:
        """Short for the words as they are now: other words have another mark."""
        said = "\n\n".join([self.title, self.summary, self.text, self.easy_text])
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def newest(self) -> "Sheet":
        """The last of those that took the place of one another, itself if none has taken its own.
        """
        return [self, *self.successors][-1]

    @property
    def newer(self) -> "Sheet | None":
        """The last of those that took its place one after another that everybody can read."""
        return next((one for one in reversed(self.successors) if one.is_shown), None)

    @property
    def successors(self) -> "list[Sheet]":
        """Those that took its place one after another."""
        newer = self.replaced_by
        return [newer, *newer.successors] if newer is not None else []

    @property
    def predecessors(self) -> "list[Sheet]":
        """Those whose place it has taken, at once or one after another."""
        return [one for sheet in self.replaces for one in (sheet, *sheet.predecessors)]

    @property
    def change_thread(self) -> str:
        return f"sheet {self.id} replaced" if self.is_newly_replaced else super().change_thread

    @property
    def topic_words(self) -> str:
        return TOPICS.get(self.topic, self.topic)

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def has_words(self) -> bool:
        return bool(self.text)

    @property
    def has_original(self) -> bool:
        """Whether there is a document that readers get."""
        return bool(self.original_key) and not self.original_held_at

    def forget_original(self) -> None:
        self.original_key = self.original_name = self.original_type = ""
        self.original_size = self.original_pages = 0
        self.original_held_at = None
        self.forget_facts()

    @property
    def sections(self) -> list[tuple[str, str]]:
        return table_of_contents.sections(self.html)

    @property
    def safe_rows(self) -> list[dict]:
        return easy_read.safe(self.easy_rows, self.shown_pictures())

    @property
    def formats(self) -> list[str]:
        """The formats there are of this sheet, in the order they are offered."""
        there = {PDF: self.has_words, LARGE_PRINT: self.has_words, EASY_READ: self.has_easy,
                 ORIGINAL: self.has_original}
        return [name for name, is_there in there.items() if is_there]

    def file(self, name: str) -> "SheetFile | None":
        """The file of that format, if one has been made."""
        return next((file for file in self.files if file.format == name), None)

    @property
    def pages(self) -> int | None:
        made = self.file(PDF) if self.has_words else None
        return made.pages if made else self.original_pages or None

    @property
    def original_words(self) -> str:
        return KIND_WORDS.get(self.original_type, "")

    def search_document(self) -> SearchDocument:
        """One that another has replaced is found as a part of that, which has its title, too."""
        if self.newer is not None:
            return SearchDocument("sheet", f"sheet {self.newer.id}", self.title, "", ANYONE,
                                  is_head=False)
        rows = easy_read.easy_words(self.easy_rows or [])
        before = [sheet.title for sheet in self.predecessors
                  if sheet.is_shown and sheet.newer is self]
        words = [self.summary, self.plain_words, *rows, *before, self.words_of_original]
        return SearchDocument("sheet", f"sheet {self.id}", self.title, "\n".join(words), ANYONE)

    @property
    def found_with(self) -> "list[Sheet]":
        return [*self.predecessors, *self.successors]

    @classmethod
    def is_to_check(cls) -> ColumnElement[bool]:
        """Nobody reads again what another sheet has replaced."""
        return cls.is_in_its_place()

    @classmethod
    def is_in_its_place(cls) -> ColumnElement[bool]:
        """Whether none of those that took its place one after another is out: what a sheet said is
        not lost when they are hidden or are drafts again."""
        return or_(cls.replaced_by_id.is_(None), cls.id.not_in(_ids_with_newer()))

    @classmethod
    def readable(cls, viewer: Viewer) -> Select:
        """Everyone reads what is out; those who look after the site, and owners, drafts too."""
        if viewer.id is None:
            return select(cls).where(cls.is_out())
        alive = cls.deleted_at.is_(None)
        if viewer.is_moderator or viewer.is_editor:
            return select(cls).where(or_(alive, cls.published_at.is_not(None)))
        own = and_(cls.author_id == viewer.id, alive)
        return select(cls).where(or_(cls.is_out(), own))

    @classmethod
    def reportable(cls, viewer: Viewer) -> Select:
        return select(cls).where(cls.published_at.is_not(None))


@cache
def _ids_with_newer() -> Select:
    """Of sheets that lead to one that is out, at once or over others. Built once: statements that
    ask for it twice have it once."""
    newer, older = aliased(Sheet), aliased(Sheet)
    first = select(older.id).join(newer, older.replaced_by_id == newer.id).where(newer.is_out())
    behind = first.cte("with_newer", recursive=True)
    before = aliased(Sheet)
    behind = behind.union(select(before.id).join(behind, before.replaced_by_id == behind.c.id))
    return select(behind.c.id)


class SheetFile(Model):
    """A PDF we made of a sheet. Derived: it can be deleted and is made again."""

    on_public_pages = True

    __table_args__ = (UniqueConstraint("sheet_id", "format"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id", ondelete="CASCADE"))
    format: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(80))
    size_bytes: Mapped[int]
    pages: Mapped[int]
    made_of: Mapped[str] = mapped_column(String(64))  # the hash of all that is printed
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)


class Download(Model):
    """How many times a format of a sheet was taken on one day. Nothing about who."""

    sheet_id: Mapped[int] = mapped_column(
        ForeignKey("sheet.id", ondelete="CASCADE"), primary_key=True
    )
    format: Mapped[str] = mapped_column(String(20), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
