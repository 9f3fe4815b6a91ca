"""A board with a topic of Amina's, and a case about what Ben replied."""
import pytest

from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.moderation import actions as moderation
from peoplehub.moderation.models import Case
from peoplehub.safeguarding import actions
from tests.conftest import person
from tests.moderation.conftest import open_board


@pytest.fixture
def board(app):
    return open_board()


@pytest.fixture
def question(board, cast):
    return forum.start_topic(cast.amina, board, "How do you sleep?", "I wake at every sound.")


HARD = "The blue door of her room wants a new coat of paint"
SAID = "I fear for this child tonight"


@pytest.fixture
def post(question, cast):
    return forum.reply(cast.ben, question.topic, HARD)


@pytest.fixture
def case(cast, post):
    """In the moderators' queue: Amina fears for a child."""
    return db.session.get(Case, moderation.report(cast.amina, post, "child", SAID).case_id)


@pytest.fixture
def safety(cast, case):
    """The same, handed over by Ruth; no lead has accepted it yet."""
    return actions.hand_over(cast.moderator, case)


@pytest.fixture
def other_lead(cast):
    other = person("Lena", "safeguarding")
    db.session.add(other)
    db.session.commit()
    return other
