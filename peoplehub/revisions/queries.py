"""Reading revisions."""
from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.publication_lookup import find, is_public
from peoplehub.core.publications import Publication
from peoplehub.core.viewers import Viewer
from peoplehub.revisions import policy
from peoplehub.revisions.models import Revision


def revised_for(viewer: Viewer, kind: str, piece_id: int) -> tuple[Publication, Sequence[Revision]]:
    """A piece and what it said before, newest first, for moderators. Raises NotFound."""
    if not (policy.may_see_revisions(viewer) and is_public(kind)):
        raise NotFound()
    piece = find(kind, viewer, piece_id)
    rows = of_piece(piece).order_by(Revision.id.desc()).options(joinedload(Revision.changed_by))
    return piece, db.session.scalars(rows).all()


def of_piece(piece: Publication) -> Select:
    return select(Revision).where(Revision.kind == piece.kind, Revision.piece_id == piece.id)
