"""Translations: a piece of its own in another language, tied to the piece that it says again. One
that its original has outgrown says so to readers, and its owner has a task."""
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, ForeignKey, String, or_, select
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting
from peoplehub.core.acts import announce
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import db
from peoplehub.editorial.events import TranslationDone, TranslationOutdated, TranslationPublished
from peoplehub.editorial.languages import ENGLISH, Language, language_of
from peoplehub.editorial.models import TRANSLATION
from peoplehub.editorial.tasks import close_task, open_task

UPDATED_WITHIN = timedelta(days=28)  # of a change of the original


class Translated:
    """A mixin of a `Versioned` publication."""

    language: Mapped[str] = mapped_column(String(10), default=ENGLISH)
    # Who translated it, as readers see it; "": a volunteer.
    translated_by: Mapped[str] = mapped_column(String(80), default="")
    # since when its original says something that it does not
    translation_outdated_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    @declared_attr
    def translation_of_id(cls: Any) -> Mapped[int | None]:
        own = f"{cls.__tablename__}.id"
        return mapped_column(ForeignKey(own, ondelete="SET NULL"))

    @property
    def language_words(self) -> Language:
        return language_of(self.language)


class InLanguage(NamedTuple):
    """One of those that say the same in several languages."""

    piece_id: int
    original_id: int  # its own, where it is the original
    language: Language
    code: str
    address: str


def languages_of(piece: Any) -> list[InLanguage]:
    """Itself and those that say the same in other languages and are out, the original first; none
    where it is alone."""
    root = piece.translation_of_id or piece.id
    model = type(piece)
    family = or_(model.id == root, model.translation_of_id == root)
    found = _found(model, or_(family & model.is_out(), model.id == piece.id))
    return found if len(found) > 1 else []


def translations_of(pieces: Iterable[Any]) -> dict[int, list[InLanguage]]:
    """Of pieces of one kind that are in a list: their translations that are out, by the number of
    each."""
    listed = list(pieces)
    if not listed:
        return {}
    model = type(listed[0])
    by_original: dict[int, list[InLanguage]] = {}
    rows = _found(model, model.translation_of_id.in_([one.id for one in listed]) & model.is_out())
    for one in rows:
        by_original.setdefault(one.original_id, []).append(one)
    return by_original


def follow_translations(by: User, piece: Any) -> None:
    """Readers of its translations learn that it says something else from now on, of drafts when
    they are published. Only within an act, under the lock of the piece; a translation is changed in
    this one column, and nobody who holds its lock waits for that of its original."""
    model = type(piece)
    rows = select(model).where(model.translation_of_id == piece.id, model.deleted_at.is_(None),
                               model.translation_outdated_at.is_(None)).order_by(model.id)
    for translation in db.session.scalars(rows):
        translation.translation_outdated_at = clock.now()
        open_task(translation, TRANSLATION,
                  formatting.local(clock.now()).date() + UPDATED_WITHIN)
        announce(TranslationOutdated(translation.kind, translation.id, by.id))


def is_up_to_date(by: User, piece: Any) -> None:
    """It says what its original says now. Only within an act, under its lock."""
    piece.translation_outdated_at = None
    if close_task(by, piece, TRANSLATION):
        announce(TranslationDone(piece.kind, piece.id, by.id))


def tell_of_translation(by: User, piece: Any) -> None:
    """It is published; whoever asked for its language learns so. Only within an act."""
    if piece.translation_of_id is not None:
        announce(TranslationPublished(piece.kind, piece.id, by.id, piece.translation_of_id,
                                      piece.language))


def _found(model: Any, rule: ColumnElement[bool]) -> list[InLanguage]:
    rows = db.session.execute(select(model.id, model.translation_of_id, model.language, model.slug)
                              .where(rule).order_by(model.translation_of_id.is_not(None),
                                                    model.language, model.id))
    return [InLanguage(row.id, row.translation_of_id or row.id, language_of(row.language),
                       row.language, model.address_of(row.slug)) for row in rows]
