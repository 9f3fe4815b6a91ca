"""The rules about safeguarding cases, for everybody of the cast and for the later roles."""
import pytest

from peoplehub.core import clock
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.moderation.models import Case
from peoplehub.safeguarding import policy, queries
from peoplehub.safeguarding.models import SafeguardingCase
from tests.conftest import person
from tests.permitted import TEAM, suspend, who

LEAD = {"safeguarding"}


@pytest.fixture
def everybody(cast):
    """The cast, with a coordinator and an editor."""
    for role in ("coordinator", "editor"):
        setattr(cast, role, person(role.title(), role))
        db.session.add(getattr(cast, role))
    db.session.commit()
    return cast


def test_only_a_lead_reads_cases_while_they_are_one(everybody):
    case = SafeguardingCase(about_id=everybody.ben.id, lead_id=everybody.safeguarding.id)
    assert who(everybody, policy.may_lead) == LEAD
    assert who(everybody, policy.may_see_case, case) == LEAD
    assert who(everybody, policy.may_work_on, case) == LEAD
    suspend(everybody.safeguarding)
    assert who(everybody, policy.may_see_case, case) == set()


def test_not_one_about_oneself_nor_one_that_is_destroyed_nor_one_of_another(everybody):
    lead = everybody.safeguarding
    assert who(everybody, policy.may_see_case, SafeguardingCase(about_id=lead.id)) == set()
    gone = SafeguardingCase(destroyed_at=clock.now())
    assert who(everybody, policy.may_see_case, gone) == set()
    other = SafeguardingCase(lead_id=everybody.ben.id)
    assert who(everybody, policy.may_see_case, other) == LEAD
    assert who(everybody, policy.may_work_on, other) == set()


def test_a_case_is_handed_over_by_who_may_see_it_where_there_is_a_lead_to_read_it(everybody):
    leads = [everybody.safeguarding]
    case = Case(kind="post", reason="danger", about_id=everybody.ben.id, for_leads=False)
    assert who(everybody, policy.may_hand_over, case, leads) == TEAM
    assert who(everybody, policy.may_hand_over, case, []) == set()
    appeal = Case(kind="appeal", reason="", about_id=everybody.ben.id, for_leads=False)
    abuse = Case(kind="post", reason="csea", about_id=everybody.ben.id, for_leads=False)
    for never in (appeal, abuse):
        assert who(everybody, policy.may_hand_over, never, leads) == set()
    case.settled_at = clock.now()
    assert who(everybody, policy.may_hand_over, case, leads) == set()


def test_lists_and_counts_are_for_a_lead_alone(everybody):
    for name, one in vars(everybody).items():
        if name == "safeguarding":
            assert queries.cases_for(one, False, 1)[0] == []
            continue
        assert queries.open_count(one) == 0
        with pytest.raises(NotFound):
            queries.cases_for(one, False, 1)
