"""Lists of published pieces of one kind, for the search page and feeds."""
from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import selectinload

from peoplehub.core.extensions import db
from peoplehub.core.publications import Publication
from peoplehub.core.viewers import Viewer


def newest(model: type[Publication], viewer: Viewer, how_many: int) -> list[Publication]:
    """The newest pieces of a kind that are out and that `viewer` may read."""
    out = shown_in_lists(model, viewer, model.is_out()).options(selectinload(model.author))
    rows = out.order_by(model.published_at.desc(), model.id.desc()).limit(how_many)
    return list(db.session.scalars(rows))


def shown_in_lists(model: type[Publication], viewer: Viewer, *which: ColumnElement[bool]) -> Select:
    """Those pieces of a kind that `viewer` may read, with what their headings and addresses need.
    """
    ids = model.readable(viewer).where(*which).with_only_columns(model.id)
    return select(model).where(model.id.in_(ids)).options(*model.with_heading())
