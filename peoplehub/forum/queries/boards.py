"""How boards are read."""
from sqlalchemy import func, select, true
from sqlalchemy.orm import aliased

from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.forum import policy
from peoplehub.forum.models import Board, Topic


def board_for(viewer, slug: str) -> Board:
    """The board of that slug, if the viewer may enter it. Raises NotFound."""
    board = db.session.scalar(_open_to(viewer).where(Board.slug == slug))
    if board is None:
        raise NotFound()
    return board


def boards_for(viewer) -> list[tuple[Board, Topic | None]]:
    """Every board the viewer may enter, in order, each with its latest topic."""
    latest = aliased(Topic)
    newest = (
        select(Topic.id)
        .where(Topic.board_id == Board.id, Topic.listed == true())
        .order_by(Topic.last_reply_at.desc(), Topic.id.desc())
        .limit(1)
        .correlate(Board)
        .scalar_subquery()
    )
    rows = _open_to(viewer).add_columns(latest).outerjoin(latest, latest.id == newest)
    return [tuple(row) for row in db.session.execute(rows)]


def boards_to_start_in(viewer) -> list[Board]:
    boards = db.session.scalars(_open_to(viewer))
    return [board for board in boards if policy.may_start(viewer, board)]


def topic_total_for(viewer) -> int:
    """How many topics the viewer could read, over all boards."""
    counts = select(func.sum(Board.topic_count)).where(Board.audience.in_(viewer.audiences))
    return db.session.scalar(counts) or 0


def _open_to(viewer):
    return (
        select(Board).where(Board.audience.in_(viewer.audiences)).order_by(Board.position, Board.id)
    )
