"""The rules about safeguarding, for everybody of the cast."""
from types import SimpleNamespace

import pytest

from peoplehub.core import clock
from peoplehub.moderation.models import Case
from peoplehub.safeguarding import policy
from peoplehub.safeguarding.models import ConversationAccess, SafeguardingCase
from tests.permitted import SIGNED_IN, TEAM, become, suspend, who

BOTH = {"safeguarding", "outsider"}


@pytest.fixture
def leads(cast):
    """Olive is a second lead."""
    become(cast.outsider, "safeguarding")
    return cast


@pytest.fixture
def talk(cast):
    """A conversation of Amina and Maya, as the rules see one."""
    two = (cast.amina.id, cast.advisor.id)
    return SimpleNamespace(participant=lambda id: id if id in two else None)


def test_leads_lead_and_everybody_who_is_signed_in_calls_for_help(leads):
    assert who(leads, policy.may_change_rules) == who(leads, policy.may_lead) == BOTH
    assert who(leads, policy.may_tell_team) == SIGNED_IN
    suspend(leads.outsider)
    assert who(leads, policy.may_change_rules) == {"safeguarding"}
    assert who(leads, policy.may_lead) == {"safeguarding"}


def test_signals_of_returns_are_seen_by_the_two_leads_who_were_chosen_while_it_is_on(leads):
    become(leads.ben, "safeguarding")
    chosen = (leads.outsider.id, leads.safeguarding.id)
    rules = SimpleNamespace(in_force=True, one_id=chosen[0], other_id=chosen[1])
    assert who(leads, policy.may_see_returns, rules) == BOTH
    rules.one_id = leads.moderator.id
    assert who(leads, policy.may_see_returns, rules) == {"safeguarding"}
    rules.in_force = False
    assert who(leads, policy.may_see_returns, rules) == set()


def test_a_case_is_seen_by_leads_but_not_about_oneself_nor_once_it_is_destroyed(leads):
    case = SafeguardingCase()
    assert who(leads, policy.may_see_case, case) == BOTH
    case.about_id = leads.outsider.id
    assert who(leads, policy.may_see_case, case) == {"safeguarding"}
    case.about_id = leads.safeguarding.id
    assert who(leads, policy.may_see_case, case) == {"outsider"}
    case.about_id = leads.ben.id
    assert who(leads, policy.may_see_case, case) == BOTH
    case.destroyed_at = clock.now()
    assert who(leads, policy.may_see_case, case) == set()


def test_whoever_has_accepted_a_case_works_on_it_and_others_say_why_they_take_it(leads):
    case = SafeguardingCase(about_id=leads.ben.id)
    assert who(leads, policy.may_work_on, case) == set()
    assert who(leads, policy.needs_reason_to_take, case) == set()
    case.lead_id, case.lead = leads.outsider.id, leads.outsider
    assert who(leads, policy.may_work_on, case) == {"outsider"}
    assert policy.needs_reason_to_take(leads.safeguarding, case) is True
    assert policy.needs_reason_to_take(leads.outsider, case) is False
    case.offered_to_id = leads.safeguarding.id
    assert policy.needs_reason_to_take(leads.safeguarding, case) is False
    case.offered_to_id = None
    suspend(leads.outsider)  # and leads nothing any more
    assert policy.needs_reason_to_take(leads.safeguarding, case) is False


def test_a_moderator_hands_over_an_open_case_where_there_is_a_lead(cast):
    lead = [cast.safeguarding]
    case = Case(about_id=cast.ben.id, for_leads=False, kind="post", reason="unkind")
    assert who(cast, policy.may_hand_over, case, lead) == TEAM
    assert who(cast, policy.may_hand_over, case, []) == set()
    about = Case(about_id=cast.moderator.id, for_leads=False, kind="post", reason="unkind")
    assert who(cast, policy.may_hand_over, about, lead) == TEAM - {"moderator"}
    case.settled_at = clock.now()
    assert who(cast, policy.may_hand_over, case, lead) == set()


def test_appeals_are_not_handed_over_and_abuse_of_a_child_only_once_it_is_frozen(cast):
    lead = [cast.safeguarding]
    for kind, reason, whom in (("appeal", "unkind", set()), ("post", "csea", set()),
                               ("evidence", "csea", TEAM), ("evidence", "unkind", TEAM)):
        case = Case(about_id=cast.ben.id, for_leads=False, kind=kind, reason=reason)
        assert who(cast, policy.may_hand_over, case, lead) == whom


def test_either_of_the_two_shows_their_conversation_where_there_is_a_lead(cast, talk):
    suspend(cast.amina)
    assert who(cast, policy.may_show, talk, [cast.safeguarding]) == {"amina", "advisor"}
    assert who(cast, policy.may_show, talk, []) == set()
    assert who(cast, policy.may_open_steps, talk) == {"advisor"}
    become(cast.amina, "moderator")
    assert who(cast, policy.may_open_steps, talk) == {"amina", "advisor"}


def test_messages_are_opened_by_a_lead_who_is_not_one_of_the_two(leads):
    amina, ben, olive = leads.amina, leads.ben, leads.outsider
    assert who(leads, policy.may_open_conversation, amina, ben) == BOTH
    for two in ((olive, ben), (ben, olive)):
        assert who(leads, policy.may_open_conversation, *two) == {"safeguarding"}
    assert who(leads, policy.may_open_conversation, ben, ben) == set()


def test_that_messages_were_opened_is_told_by_any_lead_and_withheld_by_a_second(leads):
    access = ConversationAccess(one_id=leads.amina.id, other_id=leads.ben.id,
                                lead_id=leads.outsider.id, conversation_id=7)
    assert who(leads, policy.may_see_access, access) == BOTH
    assert who(leads, policy.may_tell, access) == BOTH
    assert who(leads, policy.may_withhold, access) == {"safeguarding"}
    access.lead_id = leads.safeguarding.id
    assert who(leads, policy.may_withhold, access) == {"outsider"}
    access.lead_id = leads.outsider.id
    access.other_id = leads.safeguarding.id
    for rule in (policy.may_see_access, policy.may_tell):
        assert who(leads, rule, access) == {"outsider"}
    assert who(leads, policy.may_withhold, access) == set()


@pytest.mark.parametrize("after", [{"conversation_id": None}, {"told_at": 1}])
def test_nothing_is_told_twice_nor_of_a_conversation_that_is_gone(leads, after):
    access = ConversationAccess(**{"one_id": 1, "other_id": 2, "lead_id": 3, "conversation_id": 7}
                                | after)
    assert who(leads, policy.may_tell, access) == who(leads, policy.may_withhold, access) == set()
