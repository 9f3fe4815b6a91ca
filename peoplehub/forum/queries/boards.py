"""Queries of boards."""
from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased, joinedload, load_only

from peoplehub.accounts.models import User
from peoplehub.core.column_queries import as_loaded, fetch_first
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.forum import policy
from peoplehub.forum.models import MEMBERS_WRITE, Board, Post, Topic
from peoplehub.forum.queries.topics import LISTED, NEWEST, OPEN_TO_VIEWER, as_viewer

BOARDS = select(Board).where(OPEN_TO_VIEWER).order_by(Board.position, Board.id)
BOARD = select(*Board.__table__.columns).where(OPEN_TO_VIEWER, Board.slug == bindparam("slug"))

Latest = aliased(Topic)
NEWEST_ID = (
    select(Topic.id)
    .where(Topic.board_id == Board.id, LISTED)
    .order_by(*NEWEST)
    .limit(1)
    .correlate(Board)
    .scalar_subquery()
)
BOARDS_WITH_LATEST = (
    BOARDS.add_columns(Latest)
    .outerjoin(Latest, Latest.id == NEWEST_ID)
    .options(load_only(Latest.title, Latest.slug, Latest.last_reply_at, Latest.note,
                       Latest.anonymous, Latest.author_id),
             joinedload(Latest.author).load_only(User.note_on_all))
)


def board_for(viewer: Viewer, slug: str) -> Board:
    """The board of that slug, if the viewer may enter it. Raises NotFound."""
    row = fetch_first(BOARD, slug=slug, **as_viewer(viewer))
    if row is None:
        raise NotFound()
    return as_loaded(Board, row)


def boards_for(viewer: Viewer) -> list[tuple[Board, Topic | None]]:
    """Every board the viewer may enter, in order, each with its latest topic."""
    open_ones = db.session.execute(BOARDS_WITH_LATEST, as_viewer(viewer))
    return [tuple(row) for row in open_ones]


def boards_of_posts(post_ids: Sequence[int]) -> dict[int, int]:
    """The id of the board that each of these posts stands in."""
    found = select(Post.id, Topic.board_id).join(Post.topic).where(Post.id.in_(post_ids))
    return {post_id: board_id for post_id, board_id in db.session.execute(found)}


def boards_to_start_in(viewer: Viewer) -> list[Board]:
    boards = db.session.scalars(BOARDS, as_viewer(viewer))
    return [board for board in boards if policy.may_start(viewer, board)]


def boards_to_ask_in(viewer: Viewer) -> list[Board]:
    """Where this viewer may ask; of a visitor: where they may once they have joined."""
    if viewer.id is not None:
        return boards_to_start_in(viewer)
    boards = db.session.scalars(BOARDS, as_viewer(viewer))
    return [board for board in boards if board.writers == MEMBERS_WRITE]
