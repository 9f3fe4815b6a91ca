"""Lists of published pieces of one kind, for the search page and feeds."""
from collections.abc import Collection
from typing import cast

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.orm import selectinload

from peoplehub.core.column_queries import AnyViewer, as_viewer, built_for
from peoplehub.core.extensions import db
from peoplehub.core.publications import Publication
from peoplehub.core.viewers import Viewer


def newest(model: type[Publication], viewer: Viewer, how_many: int) -> list[Publication]:
    """The newest pieces of a kind that are out and that `viewer` may read."""
    out = shown_in_lists(model, viewer, model.is_out()).options(selectinload(model.author))
    rows = out.order_by(model.published_at.desc(), model.id.desc()).limit(how_many)
    return list(db.session.scalars(rows))


def of_ids(model: type[Publication], viewer: Viewer,
           ids: Collection[int]) -> list[Publication]:
    """Those of the pieces of these numbers that `viewer` may read."""
    asked = {"ids": list(ids)} | as_viewer(viewer)
    return list(db.session.scalars(built_for(viewer, _of_ids, model), asked))


def _of_ids(viewer: AnyViewer, model: type[Publication]) -> Select:
    which = model.id.in_(bindparam("ids", expanding=True))
    return shown_in_lists(model, cast(Viewer, viewer), which)


def shown_in_lists(model: type[Publication], viewer: Viewer, *which: ColumnElement[bool]) -> Select:
    """Those pieces of a kind that `viewer` may read, with what their headings and addresses need.
    """
    ids = model.readable(viewer).where(*which).with_only_columns(model.id)
    return select(model).where(model.id.in_(ids)).options(*model.with_heading())
