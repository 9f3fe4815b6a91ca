"""Listeners that keep the search index: every published piece is in it, with the audience of its
place, and nothing else.

Whether a piece is out is asked of its package, as somebody to whom every audience is open and who
has written nothing. Listeners run in the act that made the change, so the two never differ.
"""
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Insert, Select, Update, bindparam, delete, or_, select, update

from peoplehub.accounts.models import Anonymous
from peoplehub.core.audiences import AUDIENCES
from peoplehub.core.column_queries import fetch_first
from peoplehub.core.database import insert
from peoplehub.core.events import Changed, Moderated, Published, Withdrawn
from peoplehub.core.extensions import db
from peoplehub.core.publications import Publication, is_public, piece_of
from peoplehub.search import word_segmentation
from peoplehub.search.models import SearchEntry


class Everybody(Anonymous):
    """A viewer of every audience who wrote nothing: sees what is published, no drafts, nothing held
    or hidden."""

    audiences = AUDIENCES


def index_piece(event: Published | Changed | Withdrawn | Moderated) -> None:
    """Listener: write the index row of a piece, or delete it when the piece is not published.
    Pieces below it (replies of a topic) are renamed, added and deleted with it. Only within an act.
    """
    if not is_public(event.kind):
        return
    piece = piece_of(event)
    row = _row(piece) if _is_out(piece) else None
    if row:
        _keep([row])
    else:
        forget(SearchEntry.kind == event.kind, SearchEntry.piece_id == event.piece_id)
    if not isinstance(event, Changed):
        for below, which in piece.below:
            index_those(below, which)
    elif row and row["is_head"]:
        _name_below(row)


def _name_below(head: dict) -> None:
    """All that stands below a head has its title, and is read where and by whom it is read."""
    said = {name: head[name] for name in ("title", "shelf", "audience")}
    others = or_(*(getattr(SearchEntry, name) != value for name, value in said.items()))
    here = changing().where(SearchEntry.place == head["place"], others)
    db.session.execute(here.values(said))


def index_those(model: Any, which: ColumnElement[bool]) -> None:
    """Write the rows of those pieces of a kind that are out, and take those of the others away."""
    rows = _rows(model, which)
    there = set(db.session.scalars(select(model.id).where(which)))
    if gone := there - {row["piece_id"] for row in rows}:
        forget(SearchEntry.kind == model.kind, SearchEntry.piece_id.in_(gone))
    if rows:
        _keep(rows)


def _is_out(piece: Publication) -> bool:
    """As its room says it to everybody."""
    return fetch_first(_whether_out(cast(Any, type(piece))), piece_id=piece.id) is not None


@cache
def _whether_out(model: Any) -> Select:
    """Built once for each kind: every reply asks it."""
    shown = model.readable(Everybody()).where(model.id == bindparam("piece_id"))
    return shown.with_only_columns(model.id)


def _rows(model: type[Publication], which: ColumnElement[bool]) -> list[dict]:
    """What the index holds of those pieces that are out, as they are now."""
    db.session.flush()
    out = model.readable(Everybody()).where(which).execution_options(populate_existing=True)
    return [_row(piece) for piece in db.session.scalars(out).unique()]


def _row(piece: Publication) -> dict:
    words = piece.search_document()
    return vars(words) | {
        "kind": piece.kind,
        "piece_id": piece.id,
        "at": piece.published_at,
        "title": word_segmentation.kept(words.title)[:300],
        "body": word_segmentation.kept(words.body),
    }


def _keep(rows: list[dict]) -> None:
    db.session.connection().execute(_upsert(db.engine.dialect.name), rows)


@cache
def _upsert(_dialect: str) -> Insert:
    new = insert(SearchEntry.__table__)
    said = ("shelf", "place", "is_head", "audience", "at", "title", "body")
    return new.on_conflict_do_update(index_elements=["kind", "piece_id"],
                                     set_={name: new.excluded[name] for name in said})


def forget(*which: ColumnElement[bool]) -> None:
    rows = delete(SearchEntry).execution_options(synchronize_session=False)
    db.session.execute(rows.where(*which))


def changing() -> Update:
    """A statement that changes rows of the index."""
    return update(SearchEntry).execution_options(synchronize_session=False)
