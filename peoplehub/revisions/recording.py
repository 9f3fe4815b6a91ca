"""What every act that changes a published piece says at its end: keep what it said before, or take
that out of everywhere. Only within an act, under the lock of the piece's place."""
from collections.abc import Callable, Sequence

from flask import Flask, current_app
from sqlalchemy import delete, select

from peoplehub.accounts.models import User
from peoplehub.core.acts import announce, save
from peoplehub.core.content_notes import merged
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.core.publications import Publication
from peoplehub.revisions import queries
from peoplehub.revisions.events import OldWordsRemoved, QuoteReplaced
from peoplehub.revisions.models import Revision
from peoplehub.revisions.removal import Removed

Cleaner = Callable[[Publication, Removed], None]


def init_app(app: Flask, cleaners: Sequence[Cleaner]) -> None:
    """`cleaners` take removed words of a piece out of what other packages keep of it."""
    app.extensions["cleaners of removed words"] = cleaners


def keep_revision(by: User, piece: Publication, before: tuple[str, ...], remove_old: bool = False,
                  reason: str = "") -> None:
    """`before`: all its words until now. With `remove_old` these are not kept, and those that were
    kept go, wherever they are. Of a draft nothing is kept: nobody else has read it."""
    if remove_old:
        _remove(by, piece, before, reason)
    elif piece.published_at and before != piece.all_words:
        save(Revision(kind=piece.kind, piece_id=piece.id, words=_joined(before),
                      changed_by_id=by.id))


def _remove(by: User, piece: Publication, before: tuple[str, ...], reason: str) -> None:
    kept = db.session.scalars(queries.of_piece(piece)).all()
    removed = Removed([_joined(before), *(one.words for one in kept)], _joined(piece.all_words))
    db.session.execute(delete(Revision).where(
        Revision.kind == piece.kind, Revision.piece_id == piece.id))
    note = piece.note_sentence if piece.is_shown else ""
    for other in db.session.scalars(piece.quoted_in) if piece.quoted_in is not None else ():
        _out_of(other, by, removed, note)
    for letter in db.session.scalars(select(Email).where(Email.sent_at.is_(None))):
        letter.body = removed.out_of_lines(letter.body)
    for clean in current_app.extensions["cleaners of removed words"]:
        clean(piece, removed)
    announce(OldWordsRemoved(piece.kind, piece.id, by.id, reason))


def _out_of(other: Publication, by: User, removed: Removed, note: str) -> None:
    """Out of a piece that quotes it, and out of what that said before. `note`: the sentence that
    the quoted words have now, for which theirs makes room."""
    for revision in db.session.scalars(queries.of_piece(other)):
        revision.words = removed.out_of_notes(removed.out_of_quotes(revision.words))
    before, words = other.all_words, removed.out_of_quotes(other.text)
    if words != other.text:
        other.write(words)
    kept = removed.out_of_notes(other.note_sentence)
    if kept != other.note_sentence:
        other.put_note_sentence(merged(kept, note))
    if other.all_words != before:
        save(other)
        announce(QuoteReplaced(other.kind, other.id, by.id))


def _joined(words: tuple[str, ...]) -> str:
    return "\n\n".join(filter(None, words))
