"""Keeping the words of each version. Only within an act, under the lock of the piece."""
from typing import Any, cast

from sqlalchemy import delete

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.acts import save
from peoplehub.core.extensions import db
from peoplehub.core.publications import Publication
from peoplehub.editorial.models import PieceVersion, Versioned
from peoplehub.revisions.removal import Removed


def record_version(by: User, piece: Any, note: str, is_small: bool = False) -> None:
    """The words of the piece are a new version from now on, of which `note` says what is new. Of
    one that `is_small`, such as a correction of spelling, nobody is told."""
    piece.edition, piece.change_note = piece.edition + 1, note
    piece.is_new_version = not is_small
    if not is_small:
        piece.noted_at = clock.now()
    save(PieceVersion(kind=piece.kind, piece_id=piece.id, number=piece.edition, **piece.words,
                      change_note=note, by_id=by.id))


def out_of_versions(piece: Publication, _removed: Removed) -> None:
    """Details were taken out of the piece: older versions go, the newest has its words of now."""
    if not isinstance(piece, Versioned):
        return
    rows = delete(PieceVersion).where(PieceVersion.kind == piece.kind,
                                      PieceVersion.piece_id == piece.id)
    db.session.execute(rows.where(PieceVersion.number < piece.edition))
    for version in db.session.scalars(piece.versions):
        for name, words in cast(Any, piece).words.items():
            setattr(version, name, words)
