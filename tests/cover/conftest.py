"""Amina and the advisor who helps her, a coordinator, and others who can stand in."""
from datetime import timedelta
from types import SimpleNamespace

import pytest

from peoplehub.advisors import actions as advising, queries
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.cover import actions
from peoplehub.messages import actions as messages, queries as conversations
from tests.advisors.conftest import NOON, advisors, noon  # noqa: F401
from tests.conftest import person

ASKED = "We have our first meeting on Friday."
SECRET = "My son does not sleep, and I cry at night."


@pytest.fixture
def help(cast, advisors):  # noqa: A001, F811
    """Maya helps Amina; Cora coordinates."""
    cora = person("Cora", "coordinator")
    db.session.add(cora)
    db.session.commit()
    request = advising.ask(cast.amina, ASKED, advisors.maya)
    advising.accept(advisors.maya, cast.amina, request.id)
    match = queries.match_of(request.id)
    talk = conversations.conversation(match.conversation_id)
    messages.send(advisors.maya, talk, "Hello, I am here.", "hello")
    return SimpleNamespace(match=match, talk=talk, cora=cora, amina=cast.amina, **vars(advisors))


@pytest.fixture
def at(noon):  # noqa: F811
    """So many hours after noon, with the jobs done."""

    def at(hours: float, *, jobs: bool = True):
        clock._said.set(NOON + timedelta(hours=hours))
        if jobs:
            actions.see_to_absences()
            actions.see_to_answers()
        db.session.expire_all()

    return at


def write(person, talk, text=SECRET, name=None):
    return messages.send(person, talk, text, name or f"m-{clock.now().timestamp()}-{text[:20]}")

