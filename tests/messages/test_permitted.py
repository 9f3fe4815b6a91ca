"""The rules about private messages, for everybody of the cast."""
from datetime import timedelta

import pytest

from peoplehub.accounts import actions as accounts
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.messages import actions, policy
from tests.permitted import TEAM, WRITERS, suspend, who

pytestmark = pytest.mark.one_database

HELPERS = TEAM | {"advisor"}


def test_whoever_may_write_writes_first_to_a_member_except_professionals(cast):
    assert who(cast, policy.may_start, cast.ben) == WRITERS - {"ben", "professional"}
    assert who(cast, policy.may_start, cast.advisor) == WRITERS - {"advisor", "professional"}
    assert who(cast, policy.may_start, cast.moderator) == WRITERS - {"moderator"}


def test_nobody_writes_to_who_cannot_answer(cast):
    assert who(cast, policy.may_start, cast.suspended) == set()
    assert who(cast, policy.may_start, cast.unconfirmed) == set()


def test_a_block_keeps_both_from_writing(cast):
    accounts.block(cast.amina, cast.ben)
    assert "amina" not in who(cast, policy.may_start, cast.ben)
    assert "ben" not in who(cast, policy.may_start, cast.amina)
    assert "outsider" in who(cast, policy.may_start, cast.ben)


def test_the_two_alone_send_in_their_conversation(cast, talk):
    assert who(cast, policy.takes_part, talk) == {"amina", "advisor"}
    assert who(cast, policy.may_send, talk) == {"amina", "advisor"}
    suspend(cast.amina)
    assert who(cast, policy.may_send, talk) == set()
    cast.amina.suspended_at = None
    accounts.block(cast.amina, cast.advisor)
    assert who(cast, policy.may_send, talk) == set()


def test_a_request_is_one_message_and_the_other_answers(cast, knock):
    assert who(cast, policy.must_wait, knock) == {"amina"}
    assert who(cast, policy.may_send, knock) == {"ben"}
    assert who(cast, policy.may_answer, knock) == {"ben"}
    another = actions.start(cast.outsider, cast.ben, "Hello Ben", "o1").conversation
    assert who(cast, policy.may_answer, another) == {"ben"}
    assert who(cast, policy.must_wait, another) == {"outsider"}
    actions.accept(cast.ben, knock)
    assert who(cast, policy.must_wait, knock) == set()
    assert who(cast, policy.may_send, knock) == {"amina", "ben"}
    assert who(cast, policy.may_answer, knock) == set()


def test_a_request_without_a_message_yet_may_have_one(cast, knock):
    knock.last_number = 0
    assert who(cast, policy.must_wait, knock) == set()
    assert who(cast, policy.may_send, knock) == {"amina", "ben"}


def test_a_message_is_its_authors_until_it_is_deleted(cast, talk):
    message = actions.send(cast.amina, talk, "Thank you", "a2")
    assert who(cast, policy.may_take_away, message) == {"amina"}
    actions.take_away(cast.amina, message)
    assert who(cast, policy.may_take_away, message) == set()


@pytest.mark.both_databases
def test_peer_advisors_and_the_team_reach_and_are_reached_at_once(cast):
    assert who(cast, policy.needs_no_request, cast.ben) == HELPERS
    assert who(cast, policy.needs_no_request, cast.advisor) == set(vars(cast))


def test_signs_are_shown_where_both_want_them_and_nobody_has_blocked_the_other(cast, talk):
    assert not policy.both_switched_on("typing", talk)
    cast.amina.preferences = {"typing": True, "read_signs": True}
    db.session.commit()
    assert not policy.both_switched_on("typing", talk)
    cast.advisor.preferences = {"typing": True, "read_signs": False}
    db.session.commit()
    assert policy.both_switched_on("typing", talk)
    assert not policy.both_switched_on("read_signs", talk)
    accounts.block(cast.amina, cast.advisor)
    assert not policy.both_switched_on("typing", talk)


def test_to_an_advisor_who_is_full_only_the_team_writes_first_and_others_are_told(cast):
    cast.advisor.preferences = {policy.NO_FIRST_MESSAGES: True}
    db.session.commit()
    assert who(cast, policy.may_start, cast.advisor) == TEAM
    told = WRITERS - TEAM - {"advisor", "professional"}
    assert who(cast, policy.meets_full_advisor, cast.advisor) == told
    accounts.block(cast.advisor, cast.ben)  # which is not told
    assert who(cast, policy.meets_full_advisor, cast.advisor) == told - {"ben"}
    cast.ben.preferences = {policy.NO_FIRST_MESSAGES: True}
    assert who(cast, policy.is_full) == {"advisor"}
    cast.advisor.preferences = {}
    assert who(cast, policy.meets_full_advisor, cast.advisor) == set()


def test_professionals_write_first_to_the_team_alone(cast):
    for team in (cast.moderator, cast.safeguarding, cast.admin):
        assert policy.may_start(cast.professional, team) is True
    accounts.block(cast.ben, cast.professional)
    assert policy.may_start(cast.professional, cast.ben) is False
    suspend(cast.professional)
    assert policy.may_start(cast.professional, cast.moderator) is False


@pytest.mark.both_databases
def test_in_a_conversation_that_is_closed_for_one_nobody_writes(cast, talk):
    talk.participant(cast.advisor.id).closed_at = clock.now()
    assert who(cast, policy.may_send, talk) == set()


def test_a_message_is_changed_by_its_author_for_an_hour_while_it_is_shown(cast, talk):
    message = actions.send(cast.amina, talk, "Thank you", "a2")
    assert who(cast, policy.may_edit, message) == {"amina"}
    message.hidden_at = clock.now()
    assert who(cast, policy.may_edit, message) == set()
    assert who(cast, policy.may_take_away, message) == {"amina"}
    message.hidden_at, message.published_at = None, clock.now() - timedelta(minutes=61)
    assert who(cast, policy.may_edit, message) == set()
    assert who(cast, policy.may_take_away, message) == set()
    assert who(cast, policy.is_own, message) == {"amina"}


def test_a_message_is_not_changed_while_paused_nor_across_a_block(cast, talk):
    message = actions.send(cast.amina, talk, "Thank you", "a2")
    suspend(cast.amina)
    assert who(cast, policy.may_edit, message) == set()
    assert who(cast, policy.may_take_away, message) == {"amina"}
    cast.amina.suspended_at = None
    accounts.block(cast.advisor, cast.amina)
    assert who(cast, policy.may_edit, message) == set()


@pytest.mark.both_databases
def test_a_message_whose_author_left_is_nobodys(cast, talk):
    message = actions.send(cast.amina, talk, "Thank you", "a2")
    message.author_id = None
    assert who(cast, policy.is_own, message) == set()


def test_what_is_written_to_who_has_not_answered_is_a_first_message(cast, knock):
    assert who(cast, policy.is_first_of, knock) == {"amina"}
    actions.accept(cast.ben, knock)
    assert who(cast, policy.is_first_of, knock) == set()
