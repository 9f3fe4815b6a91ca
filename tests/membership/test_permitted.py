"""The rules about requests to join, for everybody of the cast."""
from datetime import timedelta

import pytest

from peoplehub.core import clock
from peoplehub.membership import policy
from peoplehub.membership.models import JoinNote, JoinRequest
from tests.permitted import TEAM, suspend, who

pytestmark = pytest.mark.one_database


def test_whoever_waits_asks_once_and_again_when_the_time_has_come(cast):
    ben = cast.ben
    assert policy.may_ask(ben, None) is False
    ben.waits_since, ben.confirmed_at = clock.now(), None
    assert policy.may_ask(ben, None) is True
    last = JoinRequest(user_id=ben.id)
    assert policy.may_ask(ben, last) is False
    last.again_at = clock.now() + timedelta(days=1)
    assert policy.may_ask(ben, last) is False
    last.again_at = clock.now() - timedelta(days=1)
    assert policy.may_ask(ben, last) is True


def test_a_question_of_the_team_is_answered_by_who_asks_to_join(cast):
    request = JoinRequest(user_id=cast.ben.id, notes=[JoinNote(by_team=True)])
    assert who(cast, policy.may_answer, request) == {"ben"}
    request.notes.append(JoinNote(by_team=False))
    assert who(cast, policy.may_answer, request) == set()


def test_the_team_sees_requests_and_decides_open_ones_but_not_its_own(cast):
    request = JoinRequest(user_id=cast.ben.id)
    assert who(cast, policy.may_see, request) == who(cast, policy.may_decide, request) == TEAM
    request.decided_at = clock.now()
    assert who(cast, policy.may_see, request) == TEAM
    assert who(cast, policy.may_decide, request) == set()
    suspend(cast.moderator)
    own = JoinRequest(user_id=cast.admin.id)
    assert who(cast, policy.may_see, own) == {"safeguarding"}
