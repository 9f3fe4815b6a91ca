"""Looking after those who moderate: breaks after hard cases, and subjects that somebody does not
take."""
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from peoplehub.audit.models import Record
from peoplehub.core import clock, limits
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.forum import actions as forum
from peoplehub.moderation import actions, queries
from peoplehub.moderation.actions import Choice
from peoplehub.moderation.models import Case, CaseExposure, CaseSubject, ModeratorBreak
from peoplehub.moderation.subjects import subjects_of
from peoplehub.rota import actions as rota, queries as on_rota

CHOICE = Choice("kind", "", "It is unkind.")


@pytest.fixture
def hard(cast, question):
    """hard(3): three open cases about danger."""
    def report(number, words="Words", reason="danger"):
        with limits.unlimited():
            posts = [forum.reply(cast.ben, question.topic, f"{words} {n}") for n in range(number)]
            return [db.session.get(Case, actions.report(cast.amina, post, reason).case_id)
                    for post in posts]
    return report


def next_address(page, **fields):
    return page.post("/moderation/next", data=fields).headers["Location"]


def alarmed(words="alarm"):
    return {one.to for one in db.session.scalars(select(Email).where(Email.purpose == words))}


def rest(who, days=1):
    return actions.take_break(who, clock.now() + timedelta(days=days))


def test_after_six_hard_cases_a_break_is_offered_and_one_tap_takes_it(browser, cast, hard):
    for case in hard(7)[:6]:
        actions.claim(cast.moderator, case)
        actions.decide(cast.moderator, case, "left", CHOICE)
    page = browser(cast.moderator)
    assert next_address(page) == "/moderation/break"
    assert "You have read 6 hard cases today" in page.get("/moderation/break").text
    page.post("/moderation/break", data={"lasts": "tonight"})
    taken = queries.current_break(cast.moderator)
    assert taken.until.astimezone(on_rota.formatting.LONDON).hour == 8
    assert "You rest until" in page.get("/moderation").text
    page.post("/moderation/break/end")
    assert queries.current_break(cast.moderator) is None
    assert next_address(page).startswith("/moderation/cases/"), "counted anew"


def test_an_offer_that_is_put_off_gives_the_next_case_and_comes_again_after_as_many(
        browser, cast, hard):
    actions.set_break_rules(cast.safeguarding, 2, 1)
    first, second, third = hard(3)
    for case in (first, second):
        actions.decide(cast.moderator, case, "left", CHOICE)
    page = browser(cast.moderator)
    assert next_address(page) == "/moderation/break"
    answer = page.post("/moderation/break/later")
    assert answer.headers["Location"] == f"/moderation/cases/{third.id}"
    assert next_address(page) == f"/moderation/cases/{third.id}"
    actions.set_break_rules(cast.safeguarding, 0, 1)
    assert not queries.is_break_due(cast.moderator)


def test_light_cases_and_other_peoples_are_no_load(cast, hard):
    actions.set_break_rules(cast.safeguarding, 1, 1)
    for case in hard(3, reason="unkind"):
        actions.decide(cast.moderator, case, "left", CHOICE)
    actions.claim(cast.admin, hard(1)[0])
    assert not queries.is_break_due(cast.moderator) and queries.is_break_due(cast.admin)


def test_a_break_until_a_time_is_in_london_and_a_senseless_one_is_refused(browser, cast):
    page = browser(cast.moderator)
    with time_machine.travel(datetime(2026, 7, 1, 12, tzinfo=UTC), tick=False):
        cast.moderator.training_until = datetime(2099, 1, 1, tzinfo=UTC)
        db.session.commit()
        page = browser(cast.moderator)
        page.post("/moderation/break", data={"lasts": "time", "until": "2026-07-03T18:30"})
        assert queries.current_break(cast.moderator).until == datetime(
            2026, 7, 3, 17, 30, tzinfo=UTC)
        for until in ("", "soon", "2026-06-01T10:00", "2027-07-03T18:30"):
            answer = page.post("/moderation/break", data={"lasts": "time", "until": until})
            assert answer.status_code == 422 and "hoose a" in answer.text
        assert "until</label>" not in answer.text


def test_while_somebody_rests_hard_cases_and_alarms_go_to_others(browser, cast, hard):
    rest(cast.moderator)
    case, = hard(1)
    assert cast.moderator.email not in alarmed() and alarmed()
    assert actions.next_case(cast.moderator) is None
    light, = hard(1, reason="unkind")
    assert actions.next_case(cast.moderator).id == light.id
    assert actions.next_case(cast.admin).id == case.id


def test_with_nobody_else_an_alarm_reaches_who_rests_at_once_and_everybody_by_the_clock(
        cast, hard):
    rest(cast.moderator)
    rest(cast.safeguarding)
    alarm = rota.raise_by_hand(cast.moderator, "danger")
    assert alarmed() == {cast.admin.email}
    with clock.at(alarm.next_at):
        rota.escalate_alarm(alarm.id)
    assert cast.moderator.email in alarmed() and cast.safeguarding.email in alarmed()
    rest(cast.admin)
    db.session.query(Email).delete()
    rota.raise_by_hand(cast.moderator, "child")
    assert len(alarmed()) == 3, "at once where everybody rests"


def test_who_rests_is_not_on_duty_and_members_read_so(cast):
    now = datetime(2026, 6, 1, 18, tzinfo=UTC)
    with clock.at(now):
        day = now.date()
        rota.add_shift(cast.moderator, cast.moderator, day, datetime(1, 1, 1, 18).time(),
                       datetime(1, 1, 1, 22).time())
        assert on_rota.team_hours().is_on and on_rota.on_duty() == [cast.moderator]
        actions.take_break(cast.moderator, now + timedelta(hours=1))
        hours = on_rota.team_hours()
        assert not hours.is_on and hours.next_at == now + timedelta(hours=1)
        assert on_rota.on_duty() == []


def test_only_leads_read_that_somebody_rests_and_nothing_of_it_is_recorded(browser, cast, hard):
    actions.claim(cast.moderator, hard(1)[0])
    before = db.session.query(Record).count()
    rest(cast.moderator)
    actions.put_break_off(cast.admin)
    actions.choose_subjects(cast.moderator, ["death"])
    assert db.session.query(Record).count() == before
    lead = browser(cast.safeguarding)
    assert "rests until" in lead.get("/moderation/rota").text
    assert "rests until" in lead.get("/moderation/wellbeing").text
    for who, address in ((cast.moderator, "/moderation/rota"), (cast.moderator, "/moderation")):
        assert "rests until" not in browser(who).get(address).text
    assert "hard case" not in lead.get("/moderation/rota").text


def test_a_subject_that_somebody_does_not_take_is_marked_and_goes_to_others(
        browser, cast, hard):
    page = browser(cast.moderator)
    page.post("/moderation/wellbeing/subjects", data={"not_subjects": ["death", "nothing"]})
    assert queries.not_taken_by(cast.moderator) == ["death"]
    case, = hard(1, "My mother died", "unkind")
    listed = page.get("/moderation").text
    assert "Not for you: Death and grief" in listed
    assert "You do not take this subject" in page.get(f"/moderation/cases/{case.id}").text
    rota.raise_by_hand(cast.admin, "test")  # the admin is there
    browser(cast.admin).get("/moderation")
    assert next_address(page) == "/moderation"
    assert "somebody else who is here" in page.get("/moderation").text
    assert next_address(browser(cast.admin)) == f"/moderation/cases/{case.id}"


def test_only_where_nobody_else_is_there_they_are_asked_first(browser, cast, hard):
    actions.choose_subjects(cast.moderator, ["suicide"])
    page = browser(cast.moderator)
    case, = hard(1)
    assert alarmed() and cast.moderator.email not in alarmed()
    assert next_address(page) == "/moderation/ask-first"
    assert "suicide and self-harm" in page.get("/moderation/ask-first").text
    assert next_address(page, whatever="y") == f"/moderation/cases/{case.id}"


@pytest.mark.parametrize("reason, words, subjects", [
    ("danger", "", {"suicide"}), ("csea", "", {"child", "sexual"}), ("unkind", "", set()),
    ("", "She was stabbed", {"violence"}), ("", "He hits our son", {"child"}),
    ("", "The funeral is on Monday", {"death"}), ("", "I am dyeing my hair", set()),
    ("", "He was raped, and wants to kill himself", {"sexual", "suicide"}),
])
def test_what_a_case_is_about_is_seen_in_its_reason_and_words(reason, words, subjects):
    assert subjects_of(reason, words) == subjects


def test_a_graver_report_adds_its_subject_and_handing_over_takes_all_away(cast, hard):
    case, = hard(1, "Kind", "unkind")
    assert queries.subjects_in([case]) == {}
    actions.report(cast.outsider, queries.piece_of_case(case), "child")
    assert queries.subjects_in([case]) == {case.id: {"child"}}
    assert db.session.query(CaseSubject).count() == 1


def test_what_was_counted_is_deleted_after_four_weeks(cast, hard):
    actions.claim(cast.moderator, hard(1)[0])
    rest(cast.moderator)
    with clock.at(clock.now() + timedelta(days=27)):
        actions.delete_old_breaks()
    assert db.session.query(CaseExposure).count() == 1
    with clock.at(clock.now() + timedelta(days=30)):
        actions.delete_old_breaks()
    assert db.session.query(CaseExposure).count() == db.session.query(ModeratorBreak).count() == 0


def test_rules_are_for_leads_and_counts_for_nobody_else(browser, cast):
    said = {"cases": "3", "within_days": "2"}
    assert browser(cast.moderator).post("/moderation/wellbeing/rules", data=said).status_code == 403
    assert browser(cast.safeguarding).post(
        "/moderation/wellbeing/rules", data=said).status_code == 303
    assert queries.break_rules().cases == 3
    refused = browser(cast.safeguarding).post("/moderation/wellbeing/rules", data={"cases": "-1"})
    assert refused.status_code == 422
