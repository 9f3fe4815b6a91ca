"""One piece of any kind by its number, as somebody may read or report it, and its lock; whether
a kind is public."""
from typing import Any

from peoplehub.core import locks
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.publications import KINDS, REPORTABLE, Publication
from peoplehub.core.viewers import Viewer


def find(kind: str, viewer: Viewer, piece_id: int) -> Any:
    """The piece of that kind and id, if `viewer` may read it. Raises NotFound."""
    piece = _among("readable", kind, viewer, piece_id)
    if piece is None:
        raise NotFound()
    return piece


def find_reportable(kind: str, viewer: Viewer, piece_id: int) -> Any:
    """The piece of that kind and id, if `viewer` may report it. Raises NotFound."""
    piece = _among("reportable", kind, viewer, piece_id)
    if piece is None:
        raise NotFound()
    return piece


def is_readable(viewer: Viewer, piece: Any) -> bool:
    """Whether `viewer` may read it as it is now."""
    return _among("readable", piece.kind, viewer, piece.id) is not None


def _among(which: str, kind: str, viewer: Viewer, piece_id: int) -> Any:
    if kind not in REPORTABLE:
        return None
    model = REPORTABLE[kind]
    return db.session.scalar(getattr(model, which)(viewer).where(model.id == piece_id))


def is_public(kind: str) -> bool:
    """Whether pieces of that kind are for more than those they were sent to: search finds them,
    and they can be followed. A kind that says nothing to search is none: private messages."""
    return kind in KINDS and KINDS[kind].search_document is not Publication.search_document


def lock(piece: Any) -> None:
    """The piece as it is now, and nobody else's to change until the act is over. What it stands in
    is locked before it, by all alike, so that no two wait for each other."""
    locks.lock([piece])
