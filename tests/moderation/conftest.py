"""A board with a topic of Amina's and Ben's reply, to be looked after."""
import pytest

from peoplehub.core.acts import act, save
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board


@act
def open_board(**fields):
    return save(Board(**({"slug": "planning", "name": "Planning"} | fields)))


@pytest.fixture
def board(app):
    return open_board()


@pytest.fixture
def question(board, cast):
    return forum.start_topic(cast.amina, board, "How do you sleep?", "I wake at every sound.")


@pytest.fixture
def answer(question, cast):
    return forum.reply(cast.ben, question.topic, "Earplugs on my nights off. Horrid ones.")
