"""One queue of cases: everything about one thing in one case, danger first, then the clock, claimed
by one moderator at a time."""
from datetime import timedelta

import pytest

from peoplehub.blogs import actions as blogs
from peoplehub.contact import actions as contact
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.moderation import actions, queries
from peoplehub.moderation.models import Case, Report
from peoplehub.moderation.queries import Wanted

pytestmark = pytest.mark.one_database


def waiting(who, **wanted) -> list[Case]:
    return [one.case for one in queries.queue_for(who, 1, Wanted(**wanted))[0]]


def case_of(report) -> Case:
    return db.session.get(Case, report.case_id)


def test_all_that_comes_about_one_piece_is_one_case(cast, question, answer):
    actions.hold(cast.moderator, answer, "Let us look.")
    first = actions.report(cast.amina, answer, "wrong")
    actions.report(cast.outsider, answer, "danger")
    [case] = waiting(cast.moderator)
    assert case.id == first.case_id and (case.reason, case.severity) == ("danger", 0)
    actions.settle(cast.moderator, first, "left")
    assert waiting(cast.moderator) == [case], "it is still held"
    actions.release(cast.moderator, answer)
    assert waiting(cast.moderator) == [] and case_of(first).outcome == "released"


@pytest.mark.both_databases
def test_everything_that_waits_stands_in_it(browser, cast, answer):
    entry = blogs.save_and_publish(cast.ben, title="A day", text="Words")
    blogs.comment(None, entry, "I am a visitor", "Vera")
    actions.report(cast.amina, answer, "wrong")
    contact.write(cast.amina, about="question", text="Who are you?")
    assert {case.opened_by for case in waiting(cast.moderator)} == {"held", "report", "letter"}
    page = browser(cast.moderator).get("/moderation").text
    assert "3 things waiting" in page
    for case in waiting(cast.moderator):
        assert browser(cast.moderator).get(f"/moderation/cases/{case.id}").status_code == 200


def test_danger_comes_first_and_then_what_is_due_first(cast, question, answer):
    """An advert that has waited for two days goes before hate that came now."""
    with clock.at(clock.now() - timedelta(hours=47)):
        advert = actions.report(cast.outsider, question, "advert")
    hate = actions.report(cast.outsider, answer, "hate")
    danger = actions.report(cast.outsider, cast.ben, "danger")
    assert [case.id for case in waiting(cast.moderator)] == [
        danger.case_id, advert.case_id, hate.case_id]


def test_what_its_author_takes_away_waits_no_longer(cast, answer):
    actions.hold(cast.moderator, answer, "Let us look.")
    forum.delete(cast.ben, answer)
    assert waiting(cast.moderator) == []


@pytest.mark.both_databases
def test_a_complaint_waits_for_the_lead_alone(browser, cast):
    contact.write(None, about="complaint", text="Ruth was rude.", contact="v@mail.example")
    assert waiting(cast.moderator) == [] and queries.waiting(cast.moderator) == 0
    [case] = waiting(cast.safeguarding)
    assert browser(cast.moderator).get(f"/moderation/cases/{case.id}").status_code == 404
    assert browser(cast.admin).get(f"/moderation/cases/{case.id}").status_code == 200


def test_a_letter_that_is_closed_is_settled_and_opened_again(cast):
    letter = contact.write(cast.amina, about="question", text="Who are you?")
    contact.close(cast.moderator, letter)
    assert waiting(cast.moderator) == []
    contact.reopen(cast.moderator, letter)
    assert len(waiting(cast.moderator)) == 1


@pytest.mark.both_databases
def test_the_list_is_filtered_by_an_address_that_can_be_kept(browser, cast, question, answer):
    actions.report(cast.amina, answer, "wrong")
    actions.report(cast.amina, cast.ben, "advert")
    letter = contact.write(cast.amina, about="question", text="Who are you?")
    ruth = browser(cast.moderator)
    board = question.topic.board_id
    for asked, number in (("kind=report", 2), ("kind=letter", 1), (f"board={board}", 1),
                          ("reason=advert", 1), ("age=late", 0), ("age=new", 3), ("mine=y", 0),
                          ("kind=nonsense&board=x&age=x", 3)):
        assert f"{number} thing" in ruth.get(f"/moderation?{asked}").text, asked
    assert letter.is_open


def test_a_case_is_claimed_for_twenty_minutes_and_others_see_by_whom(browser, cast, answer):
    report = actions.report(cast.outsider, answer, "wrong")
    case = case_of(report)
    browser(cast.moderator).post(f"/moderation/cases/{case.id}/claim")
    for page in ("/moderation", f"/moderation/cases/{case.id}"):
        assert "Ruth is looking at this until" in browser(cast.admin).get(page).text
    actions.report(cast.outsider, cast.ben, "wrong")
    other = actions.next_case(cast.safeguarding)
    assert other.id != case.id
    with clock.at(clock.now() + timedelta(minutes=21)):
        assert case.claimant is None
        assert actions.next_case(cast.admin).id == case.id, "free again"


def test_nobody_decides_what_another_is_looking_at(browser, cast, answer):
    report = actions.report(cast.outsider, answer, "wrong")
    actions.claim(cast.safeguarding, case_of(report))
    refused = browser(cast.moderator).post(f"/moderation/reports/{report.id}",
                                           data={"outcome": "left"})
    assert refused.status_code == 403 and "Helen is looking at this until" in refused.text
    with pytest.raises(Forbidden):
        actions.claim(cast.moderator, case_of(report))
    assert db.session.get(Report, report.id).settled_at is None


def test_a_lead_takes_over_what_a_moderator_has_claimed(cast, answer):
    report = actions.report(cast.outsider, answer, "wrong")
    actions.claim(cast.moderator, case_of(report))
    actions.claim(cast.safeguarding, case_of(report))
    assert case_of(report).claimed_by_id == cast.safeguarding.id


@pytest.mark.both_databases
def test_next_gives_the_same_case_again_until_it_is_done_or_skipped(browser, cast, answer):
    first = actions.report(cast.outsider, answer, "danger")
    second = actions.report(cast.outsider, cast.ben, "wrong")
    ruth = browser(cast.moderator)
    for _ in range(2):
        assert ruth.post("/moderation/next").location == f"/moderation/cases/{first.case_id}"
    skipped = ruth.post("/moderation/next", data={"skip": first.case_id})
    assert skipped.location == f"/moderation/cases/{second.case_id}"
    assert case_of(first).claimant is None, "free for others at once"


def test_nobody_is_given_what_they_reported_or_what_is_about_them(browser, cast, answer):
    actions.report(cast.moderator, answer, "danger")
    about_ruth = actions.report(cast.outsider, cast.moderator, "danger")
    ruth = browser(cast.moderator)
    assert ruth.post("/moderation/next").location == "/moderation"
    assert ruth.get(f"/moderation/cases/{about_ruth.case_id}").status_code == 404
    lines = browser(cast.safeguarding).get("/admin/record").text
    assert "Case opened" in lines


def test_a_lead_reads_no_line_of_a_case_about_herself(browser, cast):
    actions.report(cast.ben, cast.safeguarding, "unkind")
    page = browser(cast.safeguarding).get("/admin/record").text
    assert "Case opened" not in page.partition("<ol")[2]
