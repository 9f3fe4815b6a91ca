"""The tables of what waits to be published, and what the kinds have of which a second person reads
words before readers do."""
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.edit_conflicts import mark_of
from peoplehub.core.extensions import Model, db
from peoplehub.editorial.models import WORDS


class PendingVersion(Model):
    """What is known of the words of a piece until they are published. Of a draft the words stand in
    the piece itself; of a piece that is out, the new ones stand here, and readers keep the others.
    """

    __table_args__ = (
        UniqueConstraint("kind", "piece_id"),
        Index("ix_pending_version_publish_on", "publish_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    piece_id: Mapped[int]
    is_change: Mapped[bool] = mapped_column(default=False)  # of a piece that is out
    title: Mapped[str] = mapped_column(String(120), default="")
    summary: Mapped[str] = mapped_column(String(300), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    easy_text: Mapped[str] = mapped_column(Text, default="")
    change_note: Mapped[str] = mapped_column(String(300), default="")
    is_small: Mapped[bool] = mapped_column(default=False)  # followers are not told
    easy_still_right: Mapped[bool] = mapped_column(default=False)
    easy_promised_for: Mapped[date | None] = mapped_column(Date)
    written_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)

    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # for a second look
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    # What is to be changed, in the words of who read it; kept until it is published.
    wanted_change: Mapped[str] = mapped_column(String(500), default="")
    wanted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    approved_mark: Mapped[str] = mapped_column(String(16), default="")  # of the words approved
    approved_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))

    publish_on: Mapped[date | None] = mapped_column(Date)  # the day of publication, local time
    day_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    # The last day on which it was not published after all, and why.
    missed_on: Mapped[date | None] = mapped_column(Date)
    missed_because: Mapped[str] = mapped_column(String(300), default="")

    wanted_by: Mapped[User | None] = relationship(foreign_keys=[wanted_by_id])
    approved_by: Mapped[User | None] = relationship(foreign_keys=[approved_by_id])
    day_by: Mapped[User | None] = relationship(foreign_keys=[day_by_id])
    writers: Mapped[list[User]] = relationship(secondary="pending_version_writer", order_by=User.id,
                                               viewonly=True)

    @property
    def words(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in WORDS}


class PendingVersionWriter(Model):
    """Who wrote some of it, and so does not approve it."""

    version_id: Mapped[int] = mapped_column(
        ForeignKey("pending_version.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)


class Reviewed:
    """A mixin of a `Versioned` publication, before it in the order of its classes. Its kind is
    entered with `editorial.edited_kinds.edited_as`."""

    preview_template = ""  # which shows `shown`, a piece that is never stored, as readers see it

    def as_it_was(self, version: Any) -> Any:
        """A piece of the words of a version, to be shown and never to be stored."""
        raise NotImplementedError(self)

    @property
    def compared_words(self) -> Mapping[str, str]:
        """The name of each part of it, and its plain words, as they are compared."""
        raise NotImplementedError(self)

    @property
    def pending(self: Any) -> PendingVersion | None:
        return db.session.scalar(select(PendingVersion).where(
            PendingVersion.kind == self.kind, PendingVersion.piece_id == self.id))

    @property
    def pending_change(self) -> PendingVersion | None:
        """The one that holds other words than those that are out."""
        pending = self.pending
        return pending if pending is not None and pending.is_change else None

    @property
    def as_edited(self: Any) -> Any:
        """The piece as its editors have it before them: with the words that wait, if any do."""
        change = self.pending_change
        return self.as_it_was(change) if change is not None else self

    @property
    def content_elsewhere(self: Any) -> list[tuple[Any, tuple[str, ...]]]:
        change = self.pending_change
        waiting = [(change, (*WORDS, "change_note"))] if change is not None else []
        return [*super().content_elsewhere, *waiting]  # type: ignore[misc]  # of Versioned


def review_mark(piece: Any, pending: PendingVersion | None) -> str:
    """Short for the words and files that readers would get: others have another mark."""
    words = pending.words if pending is not None and pending.is_change else piece.words
    return mark_of({**words, "files": sorted(piece.file_keys)})


def is_approved(piece: Any, pending: PendingVersion | None) -> bool:
    """By a second person, in the words that it has now."""
    return pending is not None and bool(pending.approved_mark) and (
        pending.approved_mark == review_mark(piece, pending))
