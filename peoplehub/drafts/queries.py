"""Queries of drafts, always as their writer."""
from sqlalchemy import Integer, bindparam, cast, func, select

from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.url_routing import LARGEST_NUMBER
from peoplehub.core.viewers import Viewer
from peoplehub.drafts.models import Draft

# Of all people: who asks says whose (`core.unread_counts`).
COUNT = select(Draft.user_id, cast(func.count(), Integer)).group_by(Draft.user_id)
MINE = (select(Draft).where(Draft.user_id == bindparam("user_id"))
        .order_by(Draft.changed_at.desc(), Draft.id.desc()))
NEWEST = MINE.limit(bindparam("limit"))
IN_PLACE = MINE.where(Draft.place == bindparam("place"))


def drafts_of(viewer: Viewer) -> list[Draft]:
    """The viewer's own, the newest first."""
    return list(db.session.scalars(MINE, {"user_id": viewer.id}))


def newest_of(viewer: Viewer, how_many: int) -> list[Draft]:
    """The newest of the viewer's own."""
    return list(db.session.scalars(NEWEST, {"user_id": viewer.id, "limit": how_many}))


def drafts_in(viewer: Viewer, place: str) -> list[Draft]:
    """The viewer's own of one form, the newest first."""
    return list(db.session.scalars(IN_PLACE, {"user_id": viewer.id, "place": place}))


def draft_for(viewer: Viewer, draft_id: int) -> Draft:
    """One of the viewer's own. Raises NotFound."""
    draft = db.session.get(Draft, draft_id) if draft_id <= LARGEST_NUMBER else None
    if draft is None or viewer.id is None or draft.user_id != viewer.id:
        raise NotFound()
    return draft
