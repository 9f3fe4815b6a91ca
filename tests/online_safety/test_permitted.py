"""The rules about online safety, for everybody of the cast."""
from types import SimpleNamespace

from peoplehub.online_safety import policy
from peoplehub.online_safety.models import FrozenContent, SafetyRequest
from tests.permitted import TEAM, suspend, who

LEADS = {"safeguarding", "admin"}


def test_complaints_are_answered_by_leads_and_nobody_answers_their_own(cast):
    assert who(cast, policy.may_answer, SafetyRequest(kind="intimate")) == TEAM
    for kind in ("expedited", "complaint"):
        assert who(cast, policy.may_answer, SafetyRequest(kind=kind)) == LEADS
    for person, others in ((cast.admin, {"safeguarding"}), (cast.safeguarding, {"admin"})):
        own = SafetyRequest(kind="complaint", person_id=person.id)
        assert who(cast, policy.may_answer, own) == others


def test_everybody_of_the_team_freezes_at_once_but_not_their_own(cast):
    assert who(cast, policy.may_oversee) == TEAM
    for author in (cast.ben, cast.suspended):
        assert who(cast, policy.may_freeze, SimpleNamespace(author_id=author.id)) == TEAM
    of_ruth = SimpleNamespace(author_id=cast.moderator.id)
    assert who(cast, policy.may_freeze, of_ruth) == LEADS


def test_evidence_is_for_leads_and_for_the_site_team_only_where_there_is_no_lead(cast):
    about_ben, about_sid = (FrozenContent(person_id=one.id) for one in (cast.ben, cast.suspended))
    about_lead = FrozenContent(person_id=cast.safeguarding.id)
    for has_lead, whom in ((True, {"safeguarding"}), (False, LEADS)):
        assert who(cast, policy.may_see_evidence, has_lead) == whom
        assert who(cast, policy.may_handle, about_ben, has_lead) == whom
        assert who(cast, policy.may_handle, about_sid, has_lead) == whom
        assert who(cast, policy.may_handle, about_lead, has_lead) == whom - {"safeguarding"}
    suspend(cast.safeguarding)
    assert who(cast, policy.may_see_evidence, True) == set()


def test_accounts_are_removed_by_leads_who_may_pause_that_person(cast):
    assert who(cast, policy.may_remove_account, cast.ben) == LEADS
    assert who(cast, policy.may_remove_account, cast.moderator) == {"admin"}
    suspend(cast.admin)
    assert who(cast, policy.may_remove_account, cast.ben) == {"safeguarding"}
