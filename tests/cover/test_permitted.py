"""The rules about standing in for an advisor, for everybody of the cast."""
from types import SimpleNamespace

import pytest

from peoplehub.core import clock
from peoplehub.cover import policy
from peoplehub.cover.models import AdvisorAbsence, AnswerTask, CoverRequest
from tests.permitted import become, suspend, who

pytestmark = pytest.mark.one_database


@pytest.fixture
def team(cast):
    """Olive is a coordinator, and Ben another advisor: he stands in for Maya."""
    become(cast.outsider, "coordinator")
    become(cast.ben, "advisor")
    return cast


@pytest.fixture
def absence(team):
    return AdvisorAbsence(advisor_id=team.advisor.id)


def test_whoever_is_asked_says_whether_they_stand_in_while_it_is_open(team, absence):
    asked = CoverRequest(advisor_id=team.ben.id, absence=absence)
    assert who(team, policy.may_answer, asked) == {"ben"}
    of_maya = CoverRequest(advisor_id=team.advisor.id, absence=absence)
    assert who(team, policy.may_answer, of_maya) == {"advisor"}
    asked.answered_at = clock.now()
    assert who(team, policy.may_answer, asked) == set()
    asked.answered_at, absence.ended_at = None, clock.now()
    assert who(team, policy.may_answer, asked) == set()
    absence.ended_at = None
    suspend(team.ben)
    assert who(team, policy.may_answer, asked) == set()


def test_an_absence_is_ended_by_whose_it_is_and_by_coordinators(team, absence):
    assert who(team, policy.may_end_absence, absence) == {"advisor", "outsider", "admin"}


def test_coordinators_find_somebody_where_nobody_stands_in_yet(team, absence):
    assert who(team, policy.may_assign, absence) == {"outsider", "admin"}
    absence.cover_id = team.ben.id
    assert who(team, policy.may_assign, absence) == set()
    absence.cover_id, absence.ended_at = None, clock.now()
    assert who(team, policy.may_assign, absence) == set()


def test_only_the_family_says_what_goes_to_whom(team):
    family = SimpleNamespace(parent_id=team.amina.id, is_open=True)
    assert who(team, policy.may_choose, family) == {"amina"}
    assert who(team, policy.may_choose, SimpleNamespace(parent_id=None, is_open=True)) == set()
    family.is_open = False
    assert who(team, policy.may_choose, family) == set()
    family.is_open = True
    suspend(team.amina)
    assert who(team, policy.may_choose, family) == set()


def test_what_a_family_ticked_is_seen_by_their_cover_alone(team):
    family = SimpleNamespace(cover_id=team.ben.id, is_covered=True)
    assert who(team, policy.may_see_given, family) == {"ben"}
    family.is_covered = False
    assert who(team, policy.may_see_given, family) == set()
    family.is_covered = True
    suspend(team.ben)
    assert who(team, policy.may_see_given, family) == set()


def test_who_waits_for_an_answer_is_seen_by_the_cover_and_the_coordinators(team):
    task = AnswerTask(cover_id=team.ben.id)
    assert who(team, policy.may_see_task, task) == {"ben", "outsider", "admin"}
    suspend(team.ben)
    assert who(team, policy.may_see_task, task) == {"outsider", "admin"}
