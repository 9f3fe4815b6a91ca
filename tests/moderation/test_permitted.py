"""The rules about reports and decisions, for everybody of the cast."""
from datetime import timedelta
from types import SimpleNamespace

import pytest

from peoplehub.core import clock
from peoplehub.core.errors import NotFound
from peoplehub.forum import actions as forum
from peoplehub.moderation import actions, policy, queries
from peoplehub.moderation.models import Case, DebriefNote, DecisionNotice, MemberNote, Report
from tests.permitted import TEAM, suspend, who

pytestmark = pytest.mark.one_database

LEADS = {"safeguarding", "admin"}


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


def test_what_was_handed_over_only_a_lead_sees(cast):
    case = Case(about_id=cast.ben.id, for_leads=False, outcome="handed-over")
    assert who(cast, policy.may_see_case, case) == {"safeguarding"}
    report = Report(reported_id=cast.ben.id, outcome="handed-over")
    assert who(cast, policy.may_see_report, report) == {"safeguarding"}


def test_one_says_why_one_looks_at_what_is_settled_or_somebody_else_is_looking_at(cast):
    case = Case(claimed_by=cast.moderator, claimed_until=clock.now() + timedelta(minutes=5))
    assert policy.needs_reason_to_look(cast.admin, case) is True
    assert policy.needs_reason_to_look(cast.moderator, case) is False
    case.claimed_until = clock.now()
    assert policy.needs_reason_to_look(cast.admin, case) is False
    case.settled_at = clock.now()
    assert policy.needs_reason_to_look(cast.moderator, case) is True


def test_one_of_the_team_says_what_they_look_after_and_leads_say_it_for_others(cast):
    assert who(cast, policy.may_route_to, cast.moderator.id) == TEAM
    assert who(cast, policy.may_route_to, cast.admin.id) == LEADS


def steps(cast, piece, viewer="moderator", **more) -> set[str]:
    case = Case(**{"opened_by": "report", "kind": "post", "about": cast.ben, "unnamed": False}
                | more)
    return set(policy.steps_for(vars(cast)[viewer], case, piece))


def test_the_steps_of_a_case_are_those_that_fit_its_piece_as_it_is_now(cast):
    shown = SimpleNamespace(held_at=None, hidden_at=None)
    held = SimpleNamespace(held_at=clock.now(), hidden_at=None)
    hidden = SimpleNamespace(held_at=None, hidden_at=clock.now())
    of_person = set(policy.OF_PERSON)
    assert steps(cast, shown) == of_person | {"left", "nudge", "ask", "hold", "hide"}
    assert steps(cast, held, opened_by="held") == of_person | {
        "approve", "nudge", "ask", "hold", "hide"}
    assert steps(cast, hidden) == of_person | {"left", "nudge"}
    assert steps(cast, hidden, "safeguarding") == of_person | {"left", "nudge", "hide"}
    for kind in ("person", "message"):
        assert steps(cast, shown, kind=kind) == of_person | {"left", "nudge", "hide"}


def test_no_step_about_a_person_is_taken_where_they_have_no_name_or_cannot_be_paused(cast):
    shown = SimpleNamespace(held_at=None, hidden_at=None)
    for more in ({"unnamed": True}, {"about": cast.admin}):
        assert steps(cast, shown, **more) == {"left", "nudge", "ask", "hold", "hide"}
    assert steps(cast, shown, about=None) == {"left", "ask", "hold", "hide"}


def test_of_a_piece_that_is_gone_a_report_is_left_and_other_cases_have_steps_of_their_own(cast):
    assert steps(cast, None) == {"left"}
    assert steps(cast, None, opened_by="held") == set()
    assert steps(cast, SimpleNamespace(held_at=None, hidden_at=None), opened_by="appeal") == set()


def test_an_appeal_is_decided_by_another_where_there_is_one(cast):
    notice = DecisionNotice(person_id=cast.ben.id, decided_by_id=cast.moderator.id)
    assert who(cast, policy.may_decide_appeal, notice, True) == LEADS
    assert who(cast, policy.may_decide_appeal, notice, False) == TEAM
    notice.decided_by_id = cast.admin.id
    assert who(cast, policy.may_decide_appeal, notice, True) == TEAM - {"admin"}
    notice.person_id = cast.admin.id
    assert who(cast, policy.may_decide_appeal, notice, False) == TEAM - {"admin"}


def test_a_decision_is_undone_for_a_while_but_a_leads_only_by_a_lead(cast):
    notice = DecisionNotice(person_id=cast.ben.id, decided_at=clock.now(),
                            decided_by=cast.moderator)
    assert who(cast, policy.may_undo, notice) == TEAM
    notice.person_id = cast.suspended.id
    assert who(cast, policy.may_undo, notice) == TEAM
    notice.decided_by = cast.safeguarding
    assert who(cast, policy.may_undo, notice) == {"safeguarding"}
    notice.person_id = cast.safeguarding.id
    assert who(cast, policy.may_undo, notice) == set()
    notice.person_id, notice.undone_at = cast.ben.id, clock.now()
    assert who(cast, policy.may_undo, notice) == set()


def test_notes_about_members_are_the_teams_and_about_the_team_the_leads(cast):
    assert who(cast, policy.may_read_notes, cast.ben) == TEAM
    assert who(cast, policy.may_read_notes, cast.moderator) == LEADS
    assert who(cast, policy.may_read_notes, cast.admin) == {"safeguarding"}
    suspend(cast.admin)
    assert who(cast, policy.may_read_notes, cast.ben) == {"moderator", "safeguarding"}


def test_a_lead_withholds_a_note_and_its_member_puts_right_what_they_read(cast):
    note = MemberNote(about_id=cast.suspended.id, about=cast.suspended)
    assert who(cast, policy.may_withhold_note, note) == {"safeguarding"}
    assert who(cast, policy.may_answer_note, note) == {"suspended"}
    note.withheld_at = clock.now()
    assert who(cast, policy.may_answer_note, note) == set()
    own = MemberNote(about=cast.safeguarding)
    assert who(cast, policy.may_withhold_note, own) == set()


def test_what_somebody_wants_to_talk_about_is_read_by_them_and_the_lead_they_chose(cast):
    assert who(cast, policy.may_answer_debriefs) == {"safeguarding"}
    note = DebriefNote(author_id=cast.moderator.id)
    for lead_id, leads in ((None, {"safeguarding"}), (cast.safeguarding.id, {"safeguarding"}),
                           (cast.admin.id, set())):
        note.lead_id = lead_id
        assert who(cast, policy.may_answer_debrief, note) == leads
        assert who(cast, policy.may_read_debrief, note) == leads | {"moderator"}
    own = DebriefNote(author_id=cast.safeguarding.id)
    assert who(cast, policy.may_answer_debrief, own) == set()
    assert who(cast, policy.may_read_debrief, own) == {"safeguarding"}
    suspend(cast.safeguarding)
    assert who(cast, policy.may_answer_debriefs) == set()


def test_a_lead_thanks_others_of_the_team(cast):
    assert who(cast, policy.may_thank, cast.moderator) == {"safeguarding"}
    for nobody in (cast.safeguarding, cast.ben):
        assert who(cast, policy.may_thank, nobody) == set()


def test_whoever_reported_thanks_the_other_who_settled_it(cast):
    report = Report(reporter_id=cast.amina.id, settled_by_id=cast.moderator.id)
    assert who(cast, policy.may_thank_for, report) == set()
    report.settled_at = clock.now()
    assert who(cast, policy.may_thank_for, report) == {"amina"}
    for settled_by in (None, cast.amina.id):
        report.settled_by_id = settled_by
        assert who(cast, policy.may_thank_for, report) == set()
    report.settled_by_id = cast.moderator.id
    suspend(cast.amina)
    assert who(cast, policy.may_thank_for, report) == set()
