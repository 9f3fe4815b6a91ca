"""Conversations that the tests of this room begin with."""
import pytest

from peoplehub.core.unread_counts import waiting_for
from peoplehub.messages import actions


@pytest.fixture
def talk(cast):
    """Amina and the advisor have talked: one message each."""
    first = actions.start(cast.amina, cast.advisor, "Hello Maya", "a1")
    actions.send(cast.advisor, first.conversation, "Hello Amina", "m1")
    return first.conversation


@pytest.fixture
def knock(cast):
    """Amina has sent Ben a message request."""
    return actions.start(cast.amina, cast.ben, "Hello Ben", "k1").conversation


def as_script(client, address, **fields):
    return client.post(address, data=fields, headers={"Accept": "application/json"})


def waits(person) -> int:
    """How many messages wait for that person."""
    return waiting_for(person.id)["messages"]
