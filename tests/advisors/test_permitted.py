"""The rules about advisors, requests and matches, for everybody of the cast."""
from datetime import timedelta

import pytest

from peoplehub.advisors import policy
from peoplehub.advisors.models import (
    ANOTHER,
    CARRY_ON,
    CHANGE,
    CHECK_IN,
    ENDING,
    FINISH,
    RENEW,
    AdvisorRequest,
    RequestOffer,
    SupportMatch,
    SupportReview,
)
from peoplehub.core import clock
from tests.permitted import WRITERS, become, suspend, who

pytestmark = pytest.mark.one_database


@pytest.fixture
def team(cast):
    """Olive is a coordinator, and Nia works in care though she has no role that says so."""
    become(cast.outsider, "coordinator")
    become(cast.newcomer, "advisor")
    cast.newcomer.i_am = "professional"
    return cast


@pytest.fixture
def match(team):
    began = clock.now() - timedelta(weeks=2)
    return SupportMatch(person_id=team.amina.id, advisor_id=team.advisor.id, began_at=began,
                        ends_at=began + timedelta(weeks=8), reviews=[], period=1)


def test_all_but_those_who_work_in_care_ask_and_only_advisors_advise(team):
    assert who(team, policy.may_ask) == WRITERS - {"professional", "newcomer"}
    assert who(team, policy.may_agree) == WRITERS - {"professional", "newcomer"}
    assert who(team, policy.may_advise) == {"advisor", "outsider"}
    assert who(team, policy.may_coordinate) == {"outsider", "admin"}
    suspend(team.outsider, team.advisor)
    assert who(team, policy.may_advise) == set()
    assert who(team, policy.may_coordinate) == {"admin"}


def test_a_request_is_seen_and_cancelled_by_whoever_asks(team):
    request = AdvisorRequest(user_id=team.amina.id)
    assert who(team, policy.may_see, request) == {"amina"}
    assert who(team, policy.may_see, AdvisorRequest()) == set()
    assert who(team, policy.may_cancel, request) == {"amina"}
    assert who(team, policy.may_open, request) == set()
    request.chosen_id = team.advisor.id
    assert who(team, policy.may_open, request) == {"amina"}
    request.closed_at = clock.now()
    assert who(team, policy.may_see, request) == {"amina"}
    for rule in (policy.may_cancel, policy.may_open, policy.may_assign):
        assert who(team, rule, request) == set()


def test_coordinators_assign_what_others_ask(team):
    both = {"outsider", "admin"}
    for asks, rest in ((team.amina, both), (team.suspended, both), (team.outsider, {"admin"})):
        assert who(team, policy.may_assign, AdvisorRequest(user_id=asks.id)) == rest
        assert who(team, policy.may_record_training, asks.id) == rest


def test_an_offer_is_answered_by_whom_it_was_made_to_while_it_is_open(team):
    request = AdvisorRequest(user_id=team.amina.id)
    offer = RequestOffer(advisor_id=team.advisor.id, request=request)
    assert who(team, policy.may_answer, offer) == {"advisor"}
    to_olive = RequestOffer(advisor_id=team.outsider.id, request=request)
    assert who(team, policy.may_answer, to_olive) == {"outsider"}
    request.closed_at = clock.now()
    assert who(team, policy.may_answer, offer) == set()
    request.closed_at, offer.answered_at = None, clock.now()
    assert who(team, policy.may_answer, offer) == set()


def test_either_of_a_match_ends_it_and_says_how_it_goes(team, match):
    assert who(team, policy.may_end, match) == {"amina", "advisor"}
    assert who(team, policy.may_review, match) == {"amina", "advisor"}
    assert who(team, policy.may_end, None) == set()
    team.amina.i_am = "professional"
    suspend(team.advisor)
    assert who(team, policy.may_end, match) == {"amina", "advisor"}
    assert who(team, policy.may_review, match) == set()
    match.ended_at = clock.now()
    assert who(team, policy.may_end, match) == set()


def test_coordinators_end_for_others_once_they_were_told(team, match):
    assert who(team, policy.may_end_for_them, match) == set()
    match.told_at = clock.now()
    assert who(team, policy.may_end_for_them, match) == {"outsider", "admin"}
    match.advisor_id = team.outsider.id
    assert who(team, policy.may_end_for_them, match) == {"admin"}
    match.ended_at = clock.now()
    assert who(team, policy.may_end_for_them, match) == set()


def test_what_one_can_say_of_a_match_is_what_one_was_asked_last(team, match):
    amina = team.amina.id
    assert policy.answers_of(match, amina) == (ANOTHER, FINISH)
    match.reviews.append(SupportReview(user_id=amina, stage=CHECK_IN, period=1))
    assert policy.answers_of(match, amina) == (CARRY_ON, CHANGE, ANOTHER, FINISH)
    match.reviews.append(SupportReview(user_id=amina, stage=ENDING, period=1))
    assert policy.answers_of(match, amina) == (RENEW, ANOTHER, FINISH)
    assert policy.answers_of(match, team.advisor.id) == (ANOTHER, FINISH)


@pytest.mark.both_databases
def test_only_the_family_says_how_things_are(team, match):
    assert who(team, policy.may_see_rating, match) == {"amina"}
    assert policy.rating_asked(team.advisor, match) is None
    assert who(team, policy.may_see_rating, SupportMatch()) == set()
    suspend(team.amina)
    assert who(team, policy.may_see_rating, match) == {"amina"}
    assert policy.rating_asked(team.amina, match) is None


def test_how_things_are_is_asked_in_the_first_month_and_near_the_end(team, match):
    moment, week = timedelta(seconds=1), timedelta(weeks=1)
    for when, asked in ((match.began_at, "before"), (match.began_at + 4 * week - moment, "before"),
                        (match.began_at + 4 * week, None), (match.ends_at - week - moment, None),
                        (match.ends_at - week, "after"), (match.ends_at + week, "after")):
        with clock.at(when):
            assert policy.rating_asked(team.amina, match) == asked


def test_after_the_end_how_things_are_is_asked_for_eight_weeks(team, match):
    match.ended_at = clock.now()
    last = match.ended_at + timedelta(weeks=8)
    for when, asked in ((last - timedelta(seconds=1), "after"), (last, None)):
        with clock.at(when):
            assert policy.rating_asked(team.amina, match) == asked
