"""The tables of versions and of editors' tasks, and what the pieces have that have these."""
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    select,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model, db

CHECK, EASY_READ, EASY_UPDATE = "check", "easy-read", "easy-update"  # what a task asks for
REVIEW, PUBLISH, TRANSLATION = "review", "publish", "translation"
CAPTIONS = "captions"
WORDS = ("title", "summary", "text", "easy_text")  # what another version says otherwise


class PieceVersion(Model):
    """The words of a piece as they were published, the newest ones too. Whoever may read the piece
    may read all of its versions."""

    on_public_pages = True

    __table_args__ = (UniqueConstraint("kind", "piece_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    piece_id: Mapped[int]
    number: Mapped[int]  # the `edition` of the piece
    title: Mapped[str] = mapped_column(String(120))
    summary: Mapped[str] = mapped_column(String(300), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    easy_text: Mapped[str] = mapped_column(Text, default="")
    change_note: Mapped[str] = mapped_column(String(300), default="")
    published_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    approved_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # by a second person
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))

    by: Mapped[User | None] = relationship(foreign_keys=[by_id])

    @property
    def words(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in WORDS}


class Versioned:
    """A mixin of a `Publication` whose newest words are at its address, and older ones at addresses
    of their own."""

    title: Mapped[str] = mapped_column(String(120))
    summary: Mapped[str] = mapped_column(String(300))
    easy_text: Mapped[str] = mapped_column(Text, default="")
    easy_rows: Mapped[list] = mapped_column(JSON, default=list)  # made of easy_text
    edition: Mapped[int] = mapped_column(default=1)  # the number of the newest version
    change_note: Mapped[str] = mapped_column(String(300), default="")
    noted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # when followers were last told
    is_new_version = False  # of which followers are told, while the act runs that recorded one

    @property
    def words(self: Any) -> dict[str, str]:
        return {name: getattr(self, name) for name in WORDS}

    @property
    def versions(self: Any) -> Select:
        return select(PieceVersion).where(
            PieceVersion.kind == self.kind, PieceVersion.piece_id == self.id)

    @property
    def content_elsewhere(self) -> list[tuple[Any, tuple[str, ...]]]:
        rows = db.session.scalars(self.versions.order_by(PieceVersion.number))
        return [(row, (*WORDS, "change_note")) for row in rows]

    @property
    def change_thread(self: Any) -> str:
        """Followers are told once of each version; of a small correction they are not."""
        return f"{self.kind} {self.id} version {self.edition}" if self.is_new_version else ""


class Checked:
    """A mixin of a `Publication` that somebody answers for, its author, and reads again in time."""

    checked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    check_every_days: Mapped[int] = mapped_column(default=365)
    next_check_at: Mapped[datetime] = mapped_column(UTCDateTime)
    check_note: Mapped[str] = mapped_column(String(300), default="")  # what was looked at
    # Of the days before the next check on which its owner is told: the last that was; None: none.
    reminded_days: Mapped[int | None]

    def check_again(self, checked_at: datetime, every_days: int) -> None:
        """Whether it was checked then, or is to be checked more or less often from now on."""
        next_check_at = checked_at + timedelta(days=every_days)
        if next_check_at != self.next_check_at:
            self.reminded_days = None
        self.checked_at, self.check_every_days = checked_at, every_days
        self.next_check_at = next_check_at

    @classmethod
    def is_to_check(cls) -> ColumnElement[bool]:
        """Which of those that are out are checked at all."""
        return true()

    @property
    def is_overdue(self) -> bool:
        return self.next_check_at <= clock.now()


class HasEasyRead:
    """A mixin of a `Versioned` publication that has a twin in easy words, or a day by which it
    will have one."""

    easy_promised_for: Mapped[date | None] = mapped_column(Date)
    # since when the words are others than those of which the easy read was made
    easy_outdated_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    @property
    def has_easy(self: Any) -> bool:
        return bool(self.easy_text)


class EditorialTask(Model):
    """Something to be done for a piece by its owner or an editor. One of each kind is open."""

    __table_args__ = (
        Index("ix_editorial_task_open", "kind", "piece_id", "what", unique=True,
              sqlite_where=text("closed_at IS NULL"), postgresql_where=text("closed_at IS NULL")),
        Index("ix_editorial_task_due", "closed_at", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    piece_id: Mapped[int]
    what: Mapped[str] = mapped_column(String(20))
    due_on: Mapped[date] = mapped_column(Date)
    asked: Mapped[int] = mapped_column(default=0)  # how often readers asked for it; not who
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))

    @property
    def is_late(self) -> bool:
        return self.due_on < formatting.local(clock.now()).date()
