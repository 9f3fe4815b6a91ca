"""A form of the team that is not complete says so and keeps what was typed; nothing is done."""
from datetime import timedelta

import pytest

from peoplehub.core import clock
from peoplehub.moderation import actions, queries
from peoplehub.moderation.models import CaseNote, CaseRoute, KindRule, MemberNote, SecondOpinion
from tests.moderation.test_done_already import how_many

pytestmark = pytest.mark.one_database


@pytest.fixture
def case(cast, answer):
    return queries.case_for(cast.moderator, actions.report(cast.amina, answer, "unkind").case_id)


@pytest.fixture
def moderator(cast, browser):
    return browser(cast.moderator)


@pytest.mark.both_databases
def test_notes_and_questions_on_a_case_need_words(moderator, case):
    for what in ("notes", "questions"):
        refused = moderator.post(f"/moderation/cases/{case.id}/{what}", data={"text": " "})
        assert refused.status_code == 422 and "Horrid ones." in refused.text
    assert how_many(CaseNote) == 0
    told = moderator.post(f"/moderation/cases/{case.id}/notes", data={"text": "I know them."})
    assert told.location == f"/moderation/cases/{case.id}"
    assert how_many(CaseNote) == 1


@pytest.mark.both_databases
def test_a_view_of_a_case_is_one_of_two(cast, browser, moderator, case):
    actions.ask_opinion(cast.moderator, case, cast.admin, "Is this unkind?")
    admin = browser(cast.admin)
    refused = admin.post(f"/moderation/cases/{case.id}/view", data={"words": "It depends"})
    assert refused.status_code == 422 and "Please choose how you see it." in refused.text
    assert how_many(SecondOpinion) == 1
    actions.give_opinion(cast.admin, case, True, "It is.")


@pytest.mark.both_databases
def test_several_at_once_need_to_be_chosen_and_a_reason(moderator, case):
    refused = moderator.post("/moderation/bulk", data={"step": "left"})
    assert refused.status_code == 422 and "Choose what it is about in the list" in refused.text
    refused = moderator.post("/moderation/bulk", data={"case": str(case.id), "step": "nothing"})
    assert refused.status_code == 422 and case.is_open


def test_a_case_that_is_let_go_is_free_for_others(cast, moderator, case):
    actions.claim(cast.moderator, case)
    sent = moderator.post(f"/moderation/cases/{case.id}/let-go")
    assert sent.location == "/moderation"
    assert queries.case_for(cast.admin, case.id).claimant is None


@pytest.mark.both_databases
def test_a_note_is_renewed_with_a_reason_and_deleted_on_its_page(cast, moderator):
    note = actions.write_member_note(cast.moderator, cast.ben, "One fact.")
    address = f"/moderation/notes/{note.id}"
    assert moderator.post(f"{address}/renew", data={"reason": " "}).status_code == 422
    assert note.renewed_reason in (None, "")
    assert moderator.post(f"{address}/renew", data={"reason": "Again."}).location == address
    assert "Again." in moderator.get(address).text
    assert moderator.post(f"{address}/delete").location == "/moderation/people/ben/notes"
    assert how_many(MemberNote) == 0


@pytest.mark.parametrize("days, taken", [(0, False), (1, True), (183, True), (184, False)])
def test_a_note_is_withheld_until_a_day_within_half_a_year(cast, browser, days, taken):
    note = actions.write_member_note(cast.moderator, cast.ben, "One fact.")
    with clock.at(clock.now().replace(hour=12)):
        day = (clock.now() + timedelta(days=days)).date().isoformat()
        sent = browser(cast.safeguarding).post(
            f"/moderation/notes/{note.id}/withhold", data={"why": "Danger.", "review_on": day})
    assert sent.status_code == (303 if taken else 422)
    assert taken or "within half a year" in sent.text
    assert how_many(MemberNote) == 1


def test_my_answer_to_a_note_needs_words(cast, browser):
    note = actions.write_member_note(cast.moderator, cast.ben, "One fact.")
    sent = browser(cast.ben).post(f"/settings/notes/{note.id}", data={"text": ""})
    assert sent.status_code == 422 and note.answered_at is None


def test_a_route_about_somebody_needs_their_pen_name(cast, moderator):
    asked = {"person": cast.moderator.id, "about": "Nobody I know"}
    refused = moderator.post("/moderation/routes", data=asked)
    assert refused.status_code == 422 and "Nobody has that pen name." in refused.text
    assert how_many(CaseRoute) == 0


@pytest.mark.both_databases
def test_a_rule_for_comments_is_set_with_a_reason_and_ended_for_a_person(cast, moderator):
    address = "/moderation/looked-at-first"
    chosen = {"kind": "comment", "approval": "every"}
    assert moderator.post(address, data=chosen).status_code == 422 and how_many(KindRule) == 0
    assert moderator.post(address, data=chosen | {"reason": "Adverts"}).location == address
    assert queries.rule_of_kind("comment") == "every"
    actions.look_at_person(cast.moderator, cast.ben, clock.now() + timedelta(days=3), "Adverts")
    assert queries.approval_of(cast.ben)
    sent = moderator.post("/moderation/people/ben/approval/end")
    assert sent.location == "/moderation/people/ben" and queries.approval_of(cast.ben) is None


def test_an_appeal_is_decided_with_words(cast, browser, case):
    notice = actions.decide(cast.moderator, case, "hide", actions.Choice("kind", "", "Unkind"))
    made = actions.appeal(notice, "I meant well.")
    appeal = queries.case_of_appeal(made)
    refused = browser(cast.admin).post(f"/moderation/cases/{appeal.id}/appeal", data={})
    assert refused.status_code == 422 and "Choose what you decide." in refused.text
    assert appeal.is_open


def test_where_nothing_is_kept_from_me_the_queue_is_there(moderator):
    assert moderator.get("/moderation/ask-first").location == "/moderation"


def test_my_subjects_and_my_words_on_pages_of_the_team(cast, browser, moderator, answer):
    sent = moderator.post("/moderation/wellbeing/subjects", data={"not_subjects": ["suicide"]})
    assert sent.location == "/moderation/wellbeing"
    shown = f'href="{answer.address}"'
    assert shown in browser(cast.ben).get("/settings/posts").text
    assert shown not in browser(cast.amina).get("/settings/posts").text
