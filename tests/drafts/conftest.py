"""A topic and a conversation to write in."""
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from peoplehub.core.extensions import db
from peoplehub.drafts.models import Draft
from peoplehub.forum.actions import start_topic
from peoplehub.forum.models import Board
from peoplehub.messages import actions as messages

SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def here(cast):
    """A topic of Amina's, in a board for everybody, and a conversation of hers with the advisor."""
    board = Board(slug="planning", name="Planning")
    db.session.add(board)
    db.session.commit()
    topic = start_topic(cast.amina, board, "How long should a plan be?", "Ours is long.").topic
    talk = messages.start(cast.amina, cast.advisor, "Hello Maya", "a1").conversation
    return SimpleNamespace(board=board, topic=topic, talk=talk, reply=f"reply/{topic.id}",
                           conversation=f"conversation/{talk.id}")


@pytest.fixture
def save(browser):
    """save(cast.ben, place, "w1", text="Words"): as a script saves it; the answer."""
    clients = {}

    def save(person, place, writer="w1", draft="", **fields):
        client = clients.setdefault(person.id, browser(person))
        return client.post("/drafts", headers=SCRIPT, data={
            "place": place, "writer": writer, "draft": draft, **fields})

    return save


@pytest.fixture
def saved():
    """saved(cast.ben): the words of their drafts, by the name of the window that wrote them."""

    def of(person):
        mine = select(Draft).where(Draft.user_id == person.id)
        return {draft.writer: draft.words for draft in db.session.scalars(mine)}

    return of
