"""A board, so that there is something to keep."""
import pytest

from peoplehub.core.extensions import db
from peoplehub.forum.models import Board


@pytest.fixture
def board(app):
    board = Board(slug="planning", name="Planning", description="Plans", audience="anyone",
                  position=1)
    db.session.add(board)
    db.session.commit()
    return board
