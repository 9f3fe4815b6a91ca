"""The listener that keeps the search index: every published piece is in it, with the audience of
its place, and nothing else. It runs in the act that made the change, so the two never differ.
"""
from functools import cache
from typing import Any, cast

from sqlalchemy import Select, bindparam, or_

from peoplehub.core.column_queries import fetch_first
from peoplehub.core.events import Changed, Moderated, Published, Withdrawn
from peoplehub.core.extensions import db
from peoplehub.core.publications import Publication, is_public, piece_of
from peoplehub.search import rows
from peoplehub.search.models import SearchEntry


def index_piece(event: Published | Changed | Withdrawn | Moderated) -> None:
    """Listener: write the index row of a piece, or delete it when the piece is not published.
    Pieces below it (replies of a topic) are renamed, added and deleted with it. Only within an act.
    """
    if not is_public(event.kind):
        return
    piece = piece_of(event)
    row = rows.row_of(piece) if _is_out(piece) else None
    if row:
        rows.keep([row])
    else:
        rows.forget(SearchEntry.kind == event.kind, SearchEntry.piece_id == event.piece_id)
    if not isinstance(event, Changed):
        for below, which in piece.below:
            rows.index_those(below, which)
    elif row and row["is_head"]:
        _name_below(row)


def _name_below(head: dict[str, Any]) -> None:
    """All that stands below a head has its title, and is read where and by whom it is read."""
    said = {name: head[name] for name in ("title", "shelf", "audience")}
    others = or_(*(getattr(SearchEntry, name) != value for name, value in said.items()))
    here = rows.changing().where(SearchEntry.place == head["place"], others)
    db.session.execute(here.values(said))


def _is_out(piece: Publication) -> bool:
    """As its room says it to everybody."""
    return fetch_first(_whether_out(cast(Any, type(piece))), piece_id=piece.id) is not None


@cache
def _whether_out(model: Any) -> Select:
    """Built once for each kind: every reply asks it."""
    shown = model.readable(rows.Everybody()).where(model.id == bindparam("piece_id"))
    return shown.with_only_columns(model.id)
