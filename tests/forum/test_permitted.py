"""The rules about boards, topics and posts, for everybody of the cast."""
from datetime import timedelta

import pytest

from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.forum import actions, policy
from peoplehub.forum.models import UNLISTED, BoardMember, BoardRequest
from tests.forum.conftest import replied, started
from tests.permitted import EVERYBODY, SIGNED_IN, TEAM, WRITERS, suspend, who

pytestmark = pytest.mark.one_database

MEMBERS = EVERYBODY - {"stranger", "unconfirmed"}
LINKED = "Try this: https://cures.example/drops"


@pytest.fixture
def held(cast, boards):
    """A newcomer's topic, which waits for a moderator."""
    return started(cast.newcomer, boards.planning, "Drops", LINKED)


def test_a_board_is_entered_by_its_audience(cast, boards):
    assert who(cast, policy.may_enter, boards.planning) == EVERYBODY
    assert who(cast, policy.may_enter, boards.members) == MEMBERS
    assert who(cast, policy.may_enter, boards.families) == MEMBERS - {"professional"}


def test_a_topic_is_seen_by_who_enters_its_board(cast, boards, topic):
    assert who(cast, policy.may_see, topic) == EVERYBODY
    private = started(cast.amina, boards.families)
    assert who(cast, policy.may_see, private) == MEMBERS - {"professional"}


def test_what_waits_is_seen_by_who_asked_and_the_team(cast, held):
    assert who(cast, policy.may_see, held) == TEAM | {"newcomer"}
    assert who(cast, policy.may_reply, held) == TEAM


def test_what_who_asked_took_away_is_seen_by_the_team_alone(cast, boards):
    asked = actions.start_topic(cast.ben, boards.planning, "Drops", "A hard thing")
    actions.delete(cast.ben, asked)
    assert asked.topic.taken_away_at is not None
    assert who(cast, policy.may_see, asked.topic) == TEAM


def test_a_topic_is_started_where_one_may_write(cast, boards):
    assert who(cast, policy.may_start, boards.planning) == WRITERS
    assert who(cast, policy.may_start, boards.families) == WRITERS - {"professional"}
    for only in (boards.news.writers, "above", "zebra"):  # whatever else than "members"
        boards.news.writers = only
        assert who(cast, policy.may_start, boards.news) == TEAM


def test_a_reply_is_written_by_who_sees_the_topic_and_may_write(cast, boards, topic):
    assert who(cast, policy.may_reply, topic) == WRITERS
    private = started(cast.amina, boards.families)
    assert who(cast, policy.may_reply, private) == WRITERS - {"professional"}


def test_in_a_locked_topic_the_team_alone_writes(cast, topic):
    actions.lock(cast.moderator, topic, "It is answered.")
    assert who(cast, policy.may_reply, topic) == TEAM


def test_a_post_is_its_authors_while_they_see_it_and_until_it_is_deleted(cast, boards, topic):
    reply = replied(cast.ben, topic)
    assert who(cast, policy.may_edit, reply) == {"ben"}
    actions.delete(cast.ben, reply)
    assert who(cast, policy.may_edit, reply) == set()
    moved = replied(cast.professional, topic)
    actions.move(cast.moderator, topic, boards.families)
    assert who(cast, policy.may_edit, moved) == set()
    paused = replied(cast.amina, topic)
    suspend(cast.amina)
    assert who(cast, policy.may_edit, paused) == set()


def test_in_short_is_written_by_who_asked_by_advisors_and_the_team(cast, boards, topic):
    assert who(cast, policy.may_summarize, topic) == TEAM | {"amina", "advisor"}
    suspend(cast.amina, cast.advisor)
    assert who(cast, policy.may_summarize, topic) == TEAM


def test_in_short_is_not_written_by_who_does_not_see_the_topic(cast, held):
    assert who(cast, policy.may_summarize, held) == TEAM | {"newcomer"}
    held.taken_away_at = clock.now()
    assert who(cast, policy.may_summarize, held) == TEAM


def test_the_team_pins_locks_and_moves_and_the_site_team_keeps_the_boards(cast, topic):
    assert who(cast, policy.may_moderate_topic, topic) == TEAM
    assert who(cast, policy.may_keep_boards) == {"admin"}
    suspend(cast.moderator, cast.admin)
    assert who(cast, policy.may_moderate_topic, topic) == {"safeguarding"}
    assert who(cast, policy.may_keep_boards) == set()


def test_the_team_asks_who_wrote_only_where_that_is_not_shown(cast, topic):
    unnamed = replied(cast.ben, topic, anonymous=True)
    assert who(cast, policy.may_reveal, unnamed) == TEAM
    assert who(cast, policy.may_reveal, replied(cast.ben, topic)) == set()
    suspend(cast.admin)
    assert who(cast, policy.may_reveal, unnamed) == {"moderator", "safeguarding"}


def test_a_topic_without_an_author_is_nobodys(cast, topic):
    assert who(cast, policy.is_askers, topic) == {"amina"}
    topic.author_id = None
    assert who(cast, policy.is_askers, topic) == set()
    assert SIGNED_IN < EVERYBODY


# --- boards that ask before somebody joins ---


@pytest.fixture
def closed(boards, cast):
    """A board that asks first. Ben is in."""
    boards.planning.audience = boards.planning.own_audience
    db.session.add(BoardMember(board_id=boards.planning.id, user_id=cast.ben.id,
                               let_in_by_id=cast.admin.id))
    db.session.commit()
    return boards.planning


def test_the_front_of_a_board_that_asks_first_is_for_those_who_are_not_in(cast, closed, boards):
    assert who(cast, policy.may_see_front, closed) == EVERYBODY - TEAM - {"ben"}
    assert who(cast, policy.may_see_members, closed) == TEAM | {"ben"}
    assert who(cast, policy.may_see_front, boards.members) == set()
    closed.listing = UNLISTED
    assert who(cast, policy.may_see_front, closed) == set()


def test_who_is_not_in_asks_once_and_again_when_the_time_has_come(cast, closed):
    fronts = WRITERS - TEAM - {"ben"}
    assert who(cast, policy.may_ask_to_join, closed, None) == fronts
    last = BoardRequest(user_id=cast.amina.id)
    assert who(cast, policy.may_ask_to_join, closed, last) == set()
    last.decided_at = clock.now()
    assert who(cast, policy.may_ask_to_join, closed, last) == fronts
    last.again_at = clock.now() + timedelta(days=1)
    assert who(cast, policy.may_ask_to_join, closed, last) == set()
    last.again_at = clock.now() - timedelta(days=1)
    assert who(cast, policy.may_ask_to_join, closed, last) == fronts


def test_a_request_for_a_board_is_withdrawn_by_who_asks_and_decided_by_others_of_the_team(cast):
    request = BoardRequest(user_id=cast.amina.id)
    assert who(cast, policy.may_withdraw, request) == {"amina"}
    assert who(cast, policy.may_see_request, request) == TEAM
    assert who(cast, policy.may_decide_request, request) == TEAM
    own = BoardRequest(user_id=cast.admin.id)
    assert who(cast, policy.may_see_request, own) == TEAM - {"admin"}
    request.decided_at = clock.now()
    assert who(cast, policy.may_see_request, request) == TEAM
    for rule in (policy.may_withdraw, policy.may_decide_request):
        assert who(cast, rule, request) == set()
    suspend(cast.admin)
    assert who(cast, policy.may_see_request, request) == TEAM - {"admin"}


def test_the_team_keeps_the_members_of_boards_that_ask_first_and_sets_rules(cast, closed, boards):
    assert who(cast, policy.may_keep_members, closed) == TEAM
    assert who(cast, policy.may_keep_members, boards.members) == set()
    assert who(cast, policy.may_see_members, boards.members) == set()
    assert who(cast, policy.may_set_board_rules, boards.members) == TEAM
    suspend(cast.admin)
    assert who(cast, policy.may_keep_members, closed) == TEAM - {"admin"}
    assert who(cast, policy.may_set_board_rules, boards.members) == TEAM - {"admin"}
