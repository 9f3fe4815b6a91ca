"""Keeping the index: what is out is in it, with the audience of its place; nothing else is.

Whether a piece is out is asked of its room, as somebody to whom every audience is open and who
has written nothing. Listeners run in the act that made the change, so the two never differ.
"""
from collections.abc import Iterator

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from peoplehub.accounts.models import Stranger
from peoplehub.blogs.models import Comment, Entry
from peoplehub.core import jobs
from peoplehub.core.acts import act
from peoplehub.core.audiences import AUDIENCES
from peoplehub.core.extensions import db
from peoplehub.core.publications import KINDS, Publication
from peoplehub.forum.models import Board, Post, Topic
from peoplehub.search import engine, scripts
from peoplehub.search.models import SearchEntry

AT_ONCE = 500  # pieces in one act while everything is indexed again


class Everybody(Stranger):
    """Reads what each audience as a whole may read: nobody's own drafts, nothing held or hidden."""

    audiences = AUDIENCES


def index_piece(kind: str, piece_id: int) -> None:
    """Write the row of one piece, or take it away when the piece is not out. Only within an act."""
    model = searchable().get(kind)
    if model is None:
        return
    if rows := _rows(model, model.id == piece_id):
        _keep(rows)
    else:
        _forget(SearchEntry.kind == kind, SearchEntry.piece_id == piece_id)


def index_post(event) -> None:
    """A question that changed may have changed the title of all that stands below it."""
    index_piece(Post.kind, event.post_id)
    post = db.session.get(Post, event.post_id)
    if post.is_question:
        title = scripts.kept(post.topic.title)[:300]
        old = _at(post.search_words().place).where(SearchEntry.title != title)
        db.session.execute(old.values(title=title))


def index_entry(event) -> None:
    _index_entry(event.entry_id)


def index_comment(event) -> None:
    """Its entry is locked by the act, so that its audience cannot change meanwhile."""
    index_piece(Comment.kind, event.comment_id)


def index_sheet(event) -> None:
    index_piece("sheet", event.sheet_id)


def index_moderated(event) -> None:
    """Held, released, hidden or restored; what stands below it goes and comes with it."""
    if event.kind == Entry.kind:
        return _index_entry(event.piece_id)
    index_piece(event.kind, event.piece_id)
    if event.kind == Post.kind:
        _index_below(event.piece_id)


def move_topic(event) -> None:
    """The topic stands on another board now, which other people may read."""
    audience = select(Board.audience).where(Board.id == event.to_board_id).scalar_subquery()
    db.session.flush()
    db.session.execute(_at(f"topic {event.topic_id}").values(audience=audience))


def move_board(event) -> None:
    """Other people may read the whole board now."""
    db.session.flush()
    here = select(Post.id).join(Topic).where(Topic.board_id == event.board_id)
    audience = select(Board.audience).where(Board.id == event.board_id).scalar_subquery()
    rows = update(SearchEntry).execution_options(synchronize_session=False)
    db.session.execute(
        rows.where(SearchEntry.kind == Post.kind, SearchEntry.piece_id.in_(here))
        .values(audience=audience)
    )


def searchable() -> dict[str, type[Publication]]:
    """The kinds that can be found: those whose class says what search may keep of them."""
    return {kind: model for kind, model in KINDS.items()
            if model.search_words is not Publication.search_words}


def pieces_in_all() -> int:
    return sum(db.session.scalar(select(func.count()).select_from(model))
               for model in searchable().values())


def index_everything() -> Iterator[int]:
    """Make the index again while the site runs; gives back how many pieces each step looked at."""
    _forget_strange()
    for model in searchable().values():
        last = db.session.scalar(select(func.max(model.id))) or 0
        for start in range(1, last + 1, AT_ONCE):
            yield _index_some(model, start)
    _tidy()


@act
def _index_some(model: type[Publication], start: int) -> int:
    some = model.id.between(start, start + AT_ONCE - 1)
    _forget(SearchEntry.kind == model.kind,
            SearchEntry.piece_id.between(start, start + AT_ONCE - 1))
    _index(model, some)
    return db.session.scalar(select(func.count()).select_from(model).where(some))


@act
def _forget_strange() -> None:
    _forget(SearchEntry.kind.not_in(list(searchable())))


@jobs.every(hour="3", minute="40")
def tidy_nightly() -> None:
    _tidy()


@act
def _tidy() -> None:
    engine.tidy()


def _index_entry(entry_id: int) -> None:
    _index(Entry, Entry.id == entry_id)
    _index(Comment, Comment.entry_id == entry_id)


def _index_below(post_id: int) -> None:
    post = db.session.get(Post, post_id)
    if post is not None and post.is_question:
        _index(Post, Post.topic_id == post.topic_id)


def _index(model: type[Publication], which) -> None:
    rows = _rows(model, which)
    there = set(db.session.scalars(select(model.id).where(which)))
    if gone := there - {row["piece_id"] for row in rows}:
        _forget(SearchEntry.kind == model.kind, SearchEntry.piece_id.in_(gone))
    if rows:
        _keep(rows)


def _rows(model: type[Publication], which) -> list[dict]:
    """What the index holds of those pieces that are out, as they are now."""
    db.session.flush()
    out = model.readable(Everybody()).where(which).execution_options(populate_existing=True)
    return [_row(piece) for piece in db.session.scalars(out).unique()]


def _row(piece: Publication) -> dict:
    words = piece.search_words()
    return {
        "kind": piece.kind, "piece_id": piece.id, "shelf": words.shelf, "place": words.place,
        "is_head": words.is_head,
        "audience": words.audience, "at": piece.published_at,
        "title": scripts.kept(words.title)[:300], "body": scripts.kept(words.body),
    }


def _keep(rows: list[dict]) -> None:
    insert = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[db.engine.dialect.name]
    new = insert(SearchEntry)
    same = {name: new.excluded[name] for name in rows[0] if name not in ("kind", "piece_id")}
    same_piece = new.on_conflict_do_update(index_elements=["kind", "piece_id"], set_=same)
    db.session.execute(same_piece, rows)


def _forget(*which) -> None:
    rows = delete(SearchEntry).execution_options(synchronize_session=False)
    db.session.execute(rows.where(*which))


def _at(place: str):
    rows = update(SearchEntry).execution_options(synchronize_session=False)
    return rows.where(SearchEntry.place == place)
