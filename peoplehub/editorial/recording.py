"""Keeping the words of each version. Only within an act, under the lock of the piece."""
from typing import Any, cast

from sqlalchemy import delete

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.acts import save
from peoplehub.core.extensions import db
from peoplehub.core.publications import Publication
from peoplehub.editorial.models import PieceVersion, Versioned
from peoplehub.editorial.pending import drop_change
from peoplehub.editorial.pending_models import Reviewed, is_approved
from peoplehub.revisions.removal import Removed


def record_version(by: User, piece: Any, note: str, is_small: bool = False) -> None:
    """The words of the piece are a new version from now on, of which `note` says what is new. Of
    one that `is_small`, such as a correction of spelling, nobody is told."""
    piece.edition, piece.change_note = piece.edition + 1, note
    piece.is_new_version = not is_small
    if not is_small:
        piece.noted_at = clock.now()
    save(PieceVersion(kind=piece.kind, piece_id=piece.id, number=piece.edition, **piece.words,
                      change_note=note, by_id=by.id, **_approval_of(piece)))


def _approval_of(piece: Any) -> dict[str, Any]:
    """When a second person approved what is published now, and who."""
    pending = piece.pending if isinstance(piece, Reviewed) else None
    if pending is None or not is_approved(piece, pending):
        return {}
    return {"approved_at": pending.approved_at, "approved_by_id": pending.approved_by_id}


def out_of_versions(piece: Publication, _removed: Removed) -> None:
    """Details were taken out of the piece: older versions go, the newest has its words of now. The
    change that waits goes, too: it has the details, and nobody has read it yet."""
    if not isinstance(piece, Versioned):
        return
    if isinstance(piece, Reviewed):
        drop_change(None, piece)
    rows = delete(PieceVersion).where(PieceVersion.kind == piece.kind,
                                      PieceVersion.piece_id == piece.id)
    db.session.execute(rows.where(PieceVersion.number < piece.edition))
    for version in db.session.scalars(piece.versions):
        for name, words in cast(Any, piece).words.items():
            setattr(version, name, words)
