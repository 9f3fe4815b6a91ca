"""A topic of Ben's, words that are held as a rule does it, and a clock that begins one evening."""
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from peoplehub.accounts import actions as accounts
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board, Post
from peoplehub.moderation import actions as moderation

NIGHT = datetime(2026, 11, 27, 22, tzinfo=UTC)


def at(hours: float):
    return time_machine.travel(NIGHT + timedelta(hours=hours), tick=False)


@act
def hold(post: Post) -> None:
    """As a rule does: a first post that a moderator should read."""
    moderation.hold_piece(post, "It is a first post.")


def held(cast, topic, words: str, who=None, hours: float = 0.1) -> Post:
    with at(hours):
        post = forum.reply(who or cast.amina, topic, words)
        if not post.held_at:
            hold(post)
    return post


def is_out(post) -> bool:
    db.session.expire_all()
    return post.held_at is None


@pytest.fixture
def topic(cast):
    board = Board(slug="planning", name="Planning", position=1)
    db.session.add(board)
    db.session.commit()
    with at(-200):
        return forum.start_topic(cast.ben, board, "Hello all", "Say hello here.").topic


@pytest.fixture
def seen(cast, browser):
    """Ruth looked at the queue at ten in the evening, and nobody since."""
    with at(0):
        browser(cast.moderator).get("/moderation")


@pytest.fixture
def helper(cast):
    with at(-1):
        accounts.give_grant(cast.safeguarding, cast.outsider, "helper", timedelta(days=90),
                            "Kind and steady")
    return cast.outsider
