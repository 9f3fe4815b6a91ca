"""Queries of bookmarks, always as whoever saved them."""
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from peoplehub.bookmarks.models import Bookmark
from peoplehub.core import clock
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.formatting import local
from peoplehub.core.paging import Page, fetch_page
from peoplehub.core.publication_lists import of_ids
from peoplehub.core.publication_lookup import is_public
from peoplehub.core.publications import KINDS
from peoplehub.core.url_routing import LARGEST_NUMBER
from peoplehub.core.viewers import Viewer

A_PAGE = 30


def bookmarks_of(viewer: Viewer, page_number: int = 1) -> tuple[list[tuple[Bookmark, Any]], Page]:
    """The viewer's own, the newest first, each with its piece: None where that is gone or not for
    them any more."""
    mine = select(Bookmark).where(Bookmark.user_id == viewer.id)
    rows, page = fetch_page(mine.order_by(Bookmark.saved_at.desc(), Bookmark.id.desc()),
                            page_number, A_PAGE)
    pieces = _pieces(viewer, rows)
    return [(row, pieces.get((row.kind, row.piece_id))) for row in rows], page


def bookmark_for(viewer: Viewer, bookmark_id: int) -> Bookmark:
    """One of the viewer's own. Raises NotFound."""
    row = db.session.get(Bookmark, bookmark_id) if bookmark_id <= LARGEST_NUMBER else None
    if row is None or viewer.id is None or row.user_id != viewer.id:
        raise NotFound()
    return row


def piece_of(viewer: Viewer, bookmark: Bookmark) -> Any:
    """What was saved, or None where it is gone or not for the viewer any more."""
    return _pieces(viewer, [bookmark]).get((bookmark.kind, bookmark.piece_id))


def due_reminders() -> list[int]:
    """The ids of bookmarks whose day has come."""
    today = local(clock.now()).date()
    return list(db.session.scalars(
        select(Bookmark.id).where(Bookmark.remind_on <= today).order_by(Bookmark.id)))


def _pieces(viewer: Viewer, rows: Sequence[Bookmark]) -> dict[tuple[str, int], Any]:
    """What the viewer may read of it, by kind and id: one statement for each kind."""
    found: dict[tuple[str, int], Any] = {}
    for kind in {row.kind for row in rows if is_public(row.kind)}:
        ids = [row.piece_id for row in rows if row.kind == kind]
        found |= {(kind, piece.id): piece for piece in of_ids(KINDS[kind], viewer, ids)
                  if not piece.deleted_at}
    return found
