"""Queries of the files of published pieces."""
from datetime import timedelta
from typing import Any

from sqlalchemy import or_, select

from peoplehub.core import clock
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.piece_files import HasFiles, PieceFile
from peoplehub.core.publication_lookup import find
from peoplehub.core.publications import KINDS
from peoplehub.core.viewers import Viewer

KEPT_AFTER_DELETION = timedelta(days=30)  # should somebody have reported it


def file_for(viewer: Viewer, kind: str, piece_id: int, number: int) -> PieceFile:
    """A file of a piece that the viewer may read and that is not deleted. Raises NotFound."""
    if not issubclass(KINDS.get(kind, object), HasFiles):
        raise NotFound()
    piece: Any = find(kind, viewer, piece_id)
    for file in piece.files or []:
        if file["number"] == number and piece.deleted_at is None:
            return file
    raise NotFound()


def files_in_use() -> set[str]:
    """The keys of all files of pieces, without a viewer: for internal use. Those of a deleted one
    are kept for a while, and asked for by nobody."""
    keys: set[str] = set()
    for model in KINDS.values():
        if issubclass(model, HasFiles):
            since = clock.now() - KEPT_AFTER_DELETION
            is_kept = or_(model.deleted_at.is_(None), model.deleted_at > since)
            for kept in db.session.scalars(select(model.files).where(
                    model.files.is_not(None), is_kept)):
                keys |= {file["key"] for file in kept or ()}
    return keys
