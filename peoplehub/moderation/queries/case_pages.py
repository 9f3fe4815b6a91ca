"""What the page of a case shows beside the case: what stands around the piece, what else its author
wrote, and what was decided before."""
from typing import Any

from sqlalchemy import and_, or_

from peoplehub.core.extensions import db
from peoplehub.core.publication_lookup import is_public
from peoplehub.core.publications import KINDS
from peoplehub.core.viewers import Viewer
from peoplehub.moderation.models import Case, Decision
from peoplehub.moderation.queries.reports import told_log

AROUND, OTHERS, EARLIER = 2, 8, 15


def around(viewer: Viewer, piece: Any) -> tuple[list, list]:
    """Up to two pieces before and after it in its place, as the viewer may read them. Nothing of
    private messages."""
    here = getattr(piece, "beside", None)
    if here is None or not is_public(piece.kind):
        return [], []
    model = type(piece)
    asked = model.readable(viewer).where(here, model.deleted_at.is_(None))
    before = asked.where(model.id < piece.id).order_by(model.id.desc()).limit(AROUND)
    after = asked.where(model.id > piece.id).order_by(model.id).limit(AROUND)
    return (list(reversed(db.session.scalars(before).unique().all())),
            list(db.session.scalars(after).unique()))


def others_by_author(viewer: Viewer, case: Case) -> list:
    """The newest of everything else that its author wrote under their own name and that the viewer
    may read. Nothing of who wrote without a name."""
    if case.unnamed or case.about_id is None:
        return []
    found: list = []
    for kind, model in KINDS.items():
        if is_public(kind):
            theirs = model.readable(viewer).where(model.author_id == case.about_id)
            newest = theirs.order_by(model.published_at.desc()).limit(OTHERS)
            found += db.session.scalars(newest).unique()
    others = [one for one in found if not one.anonymous and one.published_at
              and (one.kind, one.id) != (case.kind, case.piece_id)]
    return sorted(others, key=lambda one: one.published_at, reverse=True)[:OTHERS]


def decided_before(viewer: Viewer, case: Case) -> list[Decision]:
    """From the log: about the piece, and about its author, unless they wrote without a name."""
    about = [and_(Decision.kind == case.kind, Decision.piece_id == case.piece_id)]
    if case.about_id and not case.unnamed:
        about.append(and_(Decision.about_id == case.about_id, Decision.unnamed.is_(False)))
    return list(db.session.scalars(told_log(viewer).where(or_(*about)).limit(EARLIER)))



