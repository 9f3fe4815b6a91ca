"""The forum's own stage: a board of each audience, and quick ways to fill them."""
from types import SimpleNamespace

import pytest

from peoplehub.core.extensions import db
from peoplehub.forum import actions
from peoplehub.forum.models import Board


@pytest.fixture
def boards(app, cast):
    made = SimpleNamespace(
        planning=Board(slug="planning", name="Planning", position=1, audience="anyone"),
        members=Board(slug="evenings", name="Quiet evenings", position=2, audience="members"),
        families=Board(slug="family-room", name="Family room", position=3, audience="families"),
        news=Board(slug="news", name="News", position=4, writers="moderators"),
    )
    db.session.add_all(vars(made).values())
    db.session.commit()
    return made


@pytest.fixture
def topic(cast, boards):
    """Amina asked in the open board; nobody has replied."""
    return started(cast.amina, boards.planning)


def started(author, board, title="How long should a plan be?", text="Ours is long.", **more):
    return actions.start_topic(author, board, title, text, **more).topic


def replied(author, topic, text="Keep it to one page.", **more):
    return actions.reply(author, topic, text, **more)
