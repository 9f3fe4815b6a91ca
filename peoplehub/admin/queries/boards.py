"""Boards as administrators see them."""
from sqlalchemy import select

from peoplehub.admin import policy
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import Board


def boards_for(viewer: Viewer) -> list[Board]:
    """Every board with its counts, for the site team. Raises NotFound for anybody else."""
    if not policy.may_administer(viewer):
        raise NotFound()
    return list(db.session.scalars(select(Board).order_by(Board.position, Board.id)))


def board_for(viewer: Viewer, board_id: int) -> Board:
    """The board of that id, for the site team. Raises NotFound."""
    boards = {board.id: board for board in boards_for(viewer)}
    if board_id not in boards:
        raise NotFound()
    return boards[board_id]
