"""Rows of the search index: what is stored of a piece, and the statements that write one or many.
"""
from collections.abc import Collection
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Insert,
    Select,
    Update,
    bindparam,
    delete,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.orm import aliased

from peoplehub.accounts.models import Anonymous
from peoplehub.core.audiences import AUDIENCES
from peoplehub.core.column_queries import fetch_first
from peoplehub.core.database import insert
from peoplehub.core.extensions import db
from peoplehub.core.publications import Publication
from peoplehub.forum.models import Board
from peoplehub.search import word_segmentation
from peoplehub.search.models import SearchEntry

_AnyBoard = aliased(Board)
EVERY_AUDIENCE = cast(Any, select(_AnyBoard.audience).union(
    *(select(literal(audience)) for audience in AUDIENCES)))


class Everybody(Anonymous):
    """A viewer of every audience who wrote nothing: sees what is published, no drafts, nothing held
    or hidden."""

    audiences = EVERY_AUDIENCE


def is_out(piece: Publication) -> bool:
    """As its room says it to everybody."""
    return fetch_first(_whether_out(cast(Any, type(piece))), piece_id=piece.id) is not None


def row_of(piece: Publication) -> dict[str, Any]:
    """The columns of the row of a piece, as it is now."""
    words = piece.search_document()
    return vars(words) | {
        "kind": piece.kind,
        "piece_id": piece.id,
        "at": piece.published_at,
        "title": word_segmentation.kept(words.title)[:300],
        "body": word_segmentation.kept(words.body),
    }


def keep_or_forget(piece: Publication) -> dict[str, Any] | None:
    """Write the row of a piece, or delete it when the piece is not published. Returns the row."""
    if not is_out(piece):
        forget(SearchEntry.kind == piece.kind, SearchEntry.piece_id == piece.id)
        return None
    row = row_of(piece)
    keep([row])
    return row


def keep(rows: Collection[dict[str, Any]]) -> None:
    """Write these rows, over what was stored of the same pieces."""
    db.session.connection().execute(_upsert(db.engine.dialect.name), list(rows))


def forget(*which: ColumnElement[bool]) -> None:
    """Delete the rows that meet all these conditions."""
    rows = delete(SearchEntry).execution_options(synchronize_session=False)
    db.session.execute(rows.where(*which))


def changing() -> Update:
    """A statement that changes rows of the index."""
    return update(SearchEntry).execution_options(synchronize_session=False)


def index_those(model: Any, which: ColumnElement[bool]) -> None:
    """Write the rows of those pieces of a kind that are out, and take those of the others away."""
    rows = _rows(model, which)
    there = set(db.session.scalars(select(model.id).where(which)))
    if gone := there - {row["piece_id"] for row in rows}:
        forget(SearchEntry.kind == model.kind, SearchEntry.piece_id.in_(gone))
    if rows:
        keep(rows)


def name_below(head: dict[str, Any]) -> None:
    """All that stands below a head has its title, and is read where and by whom it is read."""
    said = {name: head[name] for name in ("title", "shelf", "audience")}
    others = or_(*(getattr(SearchEntry, name) != value for name, value in said.items()))
    here = changing().where(SearchEntry.place == head["place"], others)
    db.session.execute(here.values(said))


def _rows(model: type[Publication], which: ColumnElement[bool]) -> list[dict[str, Any]]:
    """What the index holds of those pieces that are out, as they are now."""
    db.session.flush()
    out = model.readable(Everybody()).where(which).execution_options(populate_existing=True)
    return [row_of(piece) for piece in db.session.scalars(out).unique()]


@cache
def _upsert(_dialect: str) -> Insert:
    new = insert(SearchEntry.__table__)
    said = ("shelf", "place", "is_head", "audience", "at", "title", "body")
    return new.on_conflict_do_update(index_elements=["kind", "piece_id"],
                                     set_={name: new.excluded[name] for name in said})


@cache
def _whether_out(model: Any) -> Select:
    """Built once for each kind: every reply asks it."""
    shown = model.readable(Everybody()).where(model.id == bindparam("piece_id"))
    return shown.with_only_columns(model.id)
