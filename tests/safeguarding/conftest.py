"""A board with a topic of Amina's."""
import pytest

from peoplehub.forum import actions as forum
from tests.moderation.conftest import open_board


@pytest.fixture
def board(app):
    return open_board()


@pytest.fixture
def question(board, cast):
    return forum.start_topic(cast.amina, board, "How do you sleep?", "I wake at every sound.")
