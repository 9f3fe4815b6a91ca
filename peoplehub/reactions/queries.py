"""Reading reactions: what the viewer gave to the pieces of a page, and what an author was given."""
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, exists, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from peoplehub.accounts.models import blocked_either_way
from peoplehub.core.columns import joined_by_comma
from peoplehub.core.extensions import db
from peoplehub.core.paging import Page, fetch_page
from peoplehub.core.publication_lists import of_ids
from peoplehub.core.publication_lookup import is_public
from peoplehub.core.publications import KINDS
from peoplehub.core.viewers import Viewer
from peoplehub.reactions.models import HELPED, Reaction

A_PAGE = 30


class Received(NamedTuple):
    """A reaction as the author of the piece reads it."""

    name: str  # as the giver is known beside the piece
    address: str  # of the giver's page, where the name is a pen name
    words: str
    piece: Any
    reaction: Reaction


def given_column(kind: str, piece_id: InstrumentedAttribute[int], viewer_id: ColumnElement
                 ) -> ScalarSelect:
    """For statements about pieces: what the viewer gave to each, joined by commas, or NULL."""
    return select(joined_by_comma(Reaction.what)).where(
        Reaction.kind == kind, Reaction.piece_id == piece_id, Reaction.user_id == viewer_id,
    ).correlate(piece_id.class_).scalar_subquery()


def helped_column(kind: str, piece_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """For statements about pieces: whether whoever asked said that it helped."""
    return exists().where(Reaction.kind == kind, Reaction.piece_id == piece_id,
                          Reaction.what == HELPED).correlate(piece_id.class_)


def given_by(viewer: Viewer, kind: str, piece_ids: Collection[int]) -> dict[int, set[str]]:
    """What the viewer gave to these pieces of a kind. One statement, and none without pieces."""
    given: dict[int, set[str]] = defaultdict(set)
    if viewer.id is None or not piece_ids:
        return given
    rows = select(Reaction.piece_id, Reaction.what).where(
        Reaction.kind == kind, Reaction.piece_id.in_(piece_ids), Reaction.user_id == viewer.id)
    for piece_id, what in db.session.execute(rows):
        given[piece_id].add(what)
    return given


def received_by(author: Viewer, page_number: int = 1) -> tuple[list[Received], Page]:
    """What others gave to the author's pieces, newest first; nothing by name across a block."""
    mine = select(Reaction).where(Reaction.author_id == author.id)
    rows, page = fetch_page(mine.order_by(Reaction.at.desc(), Reaction.piece_id, Reaction.what),
                            page_number, A_PAGE, joinedload(Reaction.user))
    away = set(db.session.scalars(blocked_either_way(author.id or 0)))
    pieces = _pieces(author, rows)
    names = _names(rows, pieces)
    told = [_received(row, pieces, names) for row in rows if (row.kind, row.piece_id) in pieces]
    return [one for one in told if not (one.address and one.reaction.user_id in away)], page


def _received(row: Reaction, pieces: dict, names: dict) -> Received:
    name = names.get((row.kind, row.piece_id, row.user_id))
    return Received(name or row.user.pen_name, "" if name else f"/people/{row.user.slug}",
                    row.words, pieces[row.kind, row.piece_id], row)


def _pieces(author: Viewer, rows: Sequence[Reaction]) -> dict[tuple[str, int], Any]:
    """The author's pieces that they may read now, by kind and id: one statement for each kind."""
    found: dict[tuple[str, int], Any] = {}
    for kind in {row.kind for row in rows if is_public(row.kind)}:
        ids = [row.piece_id for row in rows if row.kind == kind]
        found |= {(kind, piece.id): piece for piece in of_ids(KINDS[kind], author, ids)
                  if piece.author_id == author.id}
    return found


def _names(rows: Sequence[Reaction], pieces: dict) -> dict[tuple[str, int, int], str]:
    """The names of givers that are not their pen names."""
    pairs = defaultdict(list)
    for row in rows:
        if piece := pieces.get((row.kind, row.piece_id)):
            pairs[row.kind].append((piece, row.user_id))
    return {(kind, *ids): name for kind, those in pairs.items()
            for ids, name in KINDS[kind].names_beside(those).items()}
