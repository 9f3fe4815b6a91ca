"""What somebody wrote, of every kind that others read, and how each piece stands."""
from operator import attrgetter

from sqlalchemy import select

from peoplehub.core.extensions import db
from peoplehub.core.publication_lookup import is_public
from peoplehub.core.publications import KINDS, Publication
from peoplehub.core.viewers import Viewer

SHOWN = 50


def pieces_by(viewer: Viewer) -> list[Publication]:
    """The viewer's own, what waits first, then the newest; at most `SHOWN`."""
    found: list[Publication] = []
    for model in [model for kind, model in KINDS.items() if is_public(kind)]:
        mine = select(model).where(model.author_id == viewer.id, model.deleted_at.is_(None),
                                   model.published_at.is_not(None))
        newest = mine.order_by(model.held_at.is_(None), model.published_at.desc()).limit(SHOWN)
        found += db.session.scalars(newest.options(*model.with_heading())).unique()
    found.sort(key=attrgetter("published_at"), reverse=True)
    return sorted(found, key=lambda piece: piece.held_at is None)[:SHOWN]
