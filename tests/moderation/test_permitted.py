"""The rules about reports and decisions, for everybody of the cast."""
import pytest

from peoplehub.core import clock
from peoplehub.core.errors import NotFound
from peoplehub.forum import actions as forum
from peoplehub.moderation import actions, policy, queries
from peoplehub.moderation.models import Case
from tests.permitted import TEAM, suspend, who


@pytest.fixture
def report(cast, answer):
    """Amina's, about what Ben wrote."""
    return actions.report(cast.amina, answer, "wrong", "Earplugs are dangerous for us.")


def test_the_team_moderates_while_it_may_write(cast):
    assert who(cast, policy.may_moderate) == TEAM
    suspend(cast.moderator)
    assert who(cast, policy.may_moderate) == TEAM - {"moderator"}


def test_a_report_is_seen_by_the_team_but_never_by_whom_it_is_about(cast, report, board):
    assert who(cast, policy.may_see_report, report) == TEAM
    later = actions.report(cast.ben, cast.suspended, "unkind")
    assert who(cast, policy.may_see_report, later) == TEAM
    about = forum.start_topic(cast.moderator, board, "A word from Ruth", "Please stop asking.")
    assert who(cast, policy.may_see_report, actions.report(cast.ben, about, "unkind")) == {
        "safeguarding", "admin"}


def test_nobody_decides_about_themselves_nor_about_what_they_reported(cast, answer, board):
    for about in (answer, cast.suspended):
        assert who(cast, policy.may_decide_about, about, set()) == TEAM
    reported = {cast.moderator.id, cast.amina.id}
    assert who(cast, policy.may_decide_about, answer, reported) == {"safeguarding", "admin"}
    own = forum.start_topic(cast.admin, board, "News", "Of the site.")
    assert who(cast, policy.may_decide_about, own, set()) == {"moderator", "safeguarding"}


@pytest.mark.parametrize("rule", [policy.may_restore, policy.may_release])
def test_what_the_lead_decided_only_a_lead_undoes(cast, answer, rule):
    for other in (None, cast.moderator, cast.admin):
        assert who(cast, rule, answer, set(), other) == TEAM
    assert who(cast, rule, answer, set(), cast.safeguarding) == {"safeguarding"}
    assert who(cast, rule, answer, {cast.safeguarding.id}, cast.safeguarding) == set()
    assert who(cast, rule, answer, {cast.safeguarding.id}, None) == {"moderator", "admin"}


def test_a_report_is_settled_by_who_sees_it_and_did_not_make_one(cast, report, board):
    assert who(cast, policy.may_settle, report, {cast.amina.id}) == TEAM
    assert who(cast, policy.may_settle, report, {cast.admin.id}) == {"moderator", "safeguarding"}
    about = forum.start_topic(cast.moderator, board, "A word from Ruth", "Please stop asking.")
    of_ruth = actions.report(cast.ben, about, "unkind")
    assert who(cast, policy.may_settle, of_ruth, set()) == {"safeguarding", "admin"}


def test_only_the_site_team_pauses_one_of_the_team_and_nobody_themselves(cast):
    assert who(cast, policy.may_suspend, cast.ben) == TEAM
    assert who(cast, policy.may_suspend, cast.unconfirmed) == TEAM
    assert who(cast, policy.may_suspend, cast.safeguarding) == {"admin"}
    assert who(cast, policy.may_suspend, cast.admin) == set()
    suspend(cast.moderator)
    assert who(cast, policy.may_suspend, cast.ben) == {"safeguarding", "admin"}


def test_a_pause_by_the_lead_is_ended_by_a_lead(cast):
    assert who(cast, policy.may_lift, cast.ben, None) == TEAM
    assert who(cast, policy.may_lift, cast.ben, cast.admin) == TEAM
    assert who(cast, policy.may_lift, cast.ben, cast.safeguarding) == {"safeguarding"}
    assert who(cast, policy.may_lift, cast.moderator, cast.safeguarding) == set()


def test_a_case_is_seen_by_the_team_but_about_the_team_by_leads_and_never_about_oneself(cast):
    for about in (cast.ben, cast.suspended):
        case = Case(about_id=about.id, for_leads=False)
        assert who(cast, policy.may_see_case, case) == TEAM
    leads = {"safeguarding", "admin"}
    assert who(cast, policy.is_for_leads) == leads
    for about in (None, cast.moderator.id):
        assert who(cast, policy.may_see_case, Case(about_id=about, for_leads=True)) == leads
    about_lead = Case(about_id=cast.safeguarding.id, for_leads=True)
    assert who(cast, policy.may_see_case, about_lead) == {"admin"}
    assert who(cast, policy.may_take_over, about_lead) == {"admin"}
    suspend(cast.admin)
    assert who(cast, policy.may_see_case, about_lead) == set()


def test_a_case_is_decided_while_it_is_open_by_who_did_not_report_it(cast):
    case = Case(about_id=cast.ben.id, for_leads=False)
    assert who(cast, policy.may_decide_case, case, {cast.amina.id}) == TEAM
    assert who(cast, policy.may_decide_case, case, {cast.admin.id}) == TEAM - {"admin"}
    assert who(cast, policy.may_take_over, case) == {"safeguarding", "admin"}
    case.settled_at = clock.now()
    assert who(cast, policy.may_decide_case, case, set()) == set()


def test_who_reported_is_for_the_lead_and_the_site_team(cast):
    assert who(cast, policy.may_see_contacts) == {"safeguarding", "admin"}
    assert who(cast, policy.is_lead) == {"safeguarding"}
    assert policy.is_lead(None) is False


def test_the_queue_is_found_by_the_team_alone(cast):
    for person in vars(cast).values():
        if person.is_moderator:
            assert queries.queue_for(person)[0] == []
        else:
            assert queries.waiting(person) == 0
            with pytest.raises(NotFound):
                queries.queue_for(person)
