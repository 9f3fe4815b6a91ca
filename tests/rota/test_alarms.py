"""Alarms: who is woken, when more are, and what stops it."""
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from sqlalchemy import select

from peoplehub.audit.models import Record
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board
from peoplehub.moderation import actions as moderation
from peoplehub.moderation.models import Case
from peoplehub.rota import actions, alarms, queries
from peoplehub.rota.models import Alarm
from peoplehub.safeguarding.events import DangerSeen

NIGHT = datetime(2026, 11, 26, 23, tzinfo=UTC)
EVENING = datetime(2026, 11, 26, 19, tzinfo=UTC)
WORDS = "We still wait for the council to answer"


@pytest.fixture
def post(cast):
    board = Board(slug="planning", name="Planning", position=1)
    db.session.add(board)
    db.session.commit()
    return forum.start_topic(cast.amina, board, "Tonight", WORDS)


@pytest.fixture
def on_duty(cast):
    with time_machine.travel(EVENING, tick=False):
        actions.add_shift(cast.moderator, cast.moderator, EVENING.date(), time(18), time(22))


def woken() -> list[str]:
    """Who has been written to since this was last asked."""
    found = db.session.scalars(select(Email).where(Email.purpose == "alarm").order_by(Email.id))
    names = [one.to.split("@")[0] for one in found]
    db.session.query(Email).delete()
    db.session.commit()
    return sorted(names)


def minutes_later(moment: datetime, minutes: int) -> list[str]:
    with time_machine.travel(moment + timedelta(minutes=minutes), tick=False):
        actions.escalate_due()
    return woken()


EVERYONE = ["helen", "ruth", "sunil"]


def test_a_report_of_danger_wakes_who_is_on_duty_then_the_lead_then_everyone(cast, post, on_duty):
    with time_machine.travel(EVENING, tick=False):
        moderation.report(cast.ben, post, "danger", WORDS)
    assert woken() == ["ruth"]
    assert minutes_later(EVENING, 14) == []
    assert minutes_later(EVENING, 15) == ["helen"]
    assert minutes_later(EVENING, 29) == []
    assert minutes_later(EVENING, 31) == EVERYONE
    assert minutes_later(EVENING, 47) == EVERYONE, "again and again, until somebody has it"


def test_with_nobody_on_duty_the_lead_is_woken_at_once_and_everyone_after_an_hour(cast, post):
    with time_machine.travel(NIGHT, tick=False):
        moderation.report(cast.ben, post, "danger")
    assert woken() == ["helen"]
    assert minutes_later(NIGHT, 59) == []
    assert minutes_later(NIGHT, 60) == EVERYONE


def test_a_worker_that_was_away_goes_on_where_it_was(cast, post):
    with time_machine.travel(NIGHT, tick=False):
        moderation.report(cast.ben, post, "danger")
    woken()
    assert minutes_later(NIGHT, 600) == EVERYONE
    assert minutes_later(NIGHT, 600) == [], "once for all that was missed"


@pytest.mark.parametrize("reason, wakes", [
    ("danger", True), ("child", True), ("intimate", True), ("unkind", False), ("advert", False)])
def test_which_reports_wake(cast, post, reason, wakes):
    moderation.report(cast.ben, post, reason)
    assert bool(woken()) is wakes


def test_a_report_that_becomes_graver_wakes_too_and_a_second_one_does_not_wake_again(cast, post):
    moderation.report(cast.ben, post, "unkind")
    assert woken() == []
    moderation.report(cast.ben, post, "danger", "Now I see it")
    assert woken() == ["helen"]
    moderation.report(cast.outsider, post, "danger")
    assert woken() == []


def test_whoever_has_it_stops_the_clock_and_the_others_see_who(cast, post, browser):
    with time_machine.travel(NIGHT, tick=False):
        moderation.report(cast.ben, post, "danger")
        waiting = db.session.scalars(select(Alarm)).one()
        client = browser(cast.moderator)
        page = client.get(f"/moderation/alarms/{waiting.id}").text
        assert "I have it" in page and WORDS not in page
        client.post(f"/moderation/alarms/{waiting.id}/take")
        other = browser(cast.admin)
        other.post(f"/moderation/alarms/{waiting.id}/take")
        page = other.get(f"/moderation/alarms/{waiting.id}").text
    assert "Taken" in page and "Ruth" in page and "I have it" not in page
    woken()
    assert minutes_later(NIGHT, 120) == []
    happened = list(db.session.scalars(select(Record.happened)))
    assert happened.count("AlarmTaken") == 1 and "AlarmRaised" in happened


@pytest.mark.parametrize("verb, silent", [("claim", 19), ("settle", 120)])
def test_whoever_claims_or_settles_the_case_has_the_alarm(cast, post, verb, silent):
    with time_machine.travel(NIGHT, tick=False):
        report = moderation.report(cast.ben, post, "danger")
        if verb == "claim":
            moderation.claim(cast.moderator, db.session.get(Case, report.case_id))
        else:
            moderation.settle(cast.moderator, report, "left")
    alarm = db.session.scalars(select(Alarm)).one()
    assert alarm.taken_by_id == cast.moderator.id
    woken()
    assert minutes_later(NIGHT, silent) == []


def test_a_case_that_is_let_go_undecided_wakes_the_others_again(cast, post):
    with time_machine.travel(NIGHT, tick=False):
        report = moderation.report(cast.ben, post, "danger")
        case = db.session.get(Case, report.case_id)
        moderation.claim(cast.moderator, case)
        woken()
        moderation.let_go(cast.moderator, case)
    assert minutes_later(NIGHT, 1) == EVERYONE


@pytest.fixture
def claimed(cast, post) -> Case:
    with time_machine.travel(NIGHT, tick=False):
        report = moderation.report(cast.ben, post, "danger")
        case = db.session.get(Case, report.case_id)
        moderation.claim(cast.moderator, case)
        woken()
    return case


def test_a_claim_that_runs_out_undecided_wakes_the_others_again(cast, claimed):
    assert minutes_later(NIGHT, 19) == []
    assert minutes_later(NIGHT, 21) == EVERYONE
    assert minutes_later(NIGHT, 22) == []
    assert queries.alarm_for(cast.moderator, 1).taken_by_id is None


def test_a_claim_that_is_renewed_lasts_as_long_as_that(cast, claimed):
    with time_machine.travel(NIGHT + timedelta(minutes=15), tick=False):
        moderation.claim(cast.moderator, claimed)
    assert minutes_later(NIGHT, 25) == []
    assert minutes_later(NIGHT, 36) == EVERYONE


@pytest.mark.parametrize("step", ["hide", "ask"])
def test_what_was_decided_under_a_claim_wakes_nobody_when_it_would_have_run_out(
        cast, claimed, step):
    with time_machine.travel(NIGHT + timedelta(minutes=5), tick=False):
        moderation.decide(cast.moderator, claimed, step,
                          moderation.Choice(rule="kind", reason="We look after this."))
    assert minutes_later(NIGHT, 21) == [] and minutes_later(NIGHT, 90) == []


def test_no_word_of_anybody_is_in_the_letter(cast, post):
    moderation.report(cast.ben, post, "danger", "She is called Amina")
    letter = db.session.scalars(select(Email).where(Email.purpose == "alarm")).first()
    for word in (WORDS, "Tonight", "Amina", "danger", "child", "Ben"):
        assert word not in letter.body + letter.subject
    assert "/moderation/alarms/1" in letter.body and letter.next_try_at <= letter.written_at


def test_nobody_is_woken_by_what_they_wrote_themselves_nor_sees_the_alarm(cast, browser, post):
    mine = forum.reply(cast.safeguarding, post.topic, "I wait for them too")
    moderation.report(cast.ben, mine, "danger")
    assert woken() == ["ruth", "sunil"], "the only lead wrote it, so everyone else is asked"
    assert browser(cast.safeguarding).get("/moderation/alarms/1").status_code == 404
    assert "Somebody may be in danger</a>" not in browser(
        cast.safeguarding).get("/moderation/alarms").text
    assert browser(cast.moderator).get("/moderation/alarms/1").status_code == 200


def test_a_test_alarm_goes_the_same_way(cast, browser, on_duty):
    with time_machine.travel(EVENING, tick=False):
        page = browser(cast.admin).get("/moderation/alarms").text
        assert "Send a test alarm" in page
        answer = browser(cast.admin).post("/moderation/alarms", data={"kind": "test"})
        assert "A test: nothing has happened" in browser(cast.admin).get(answer.location).text
    assert woken() == ["ruth"]
    assert minutes_later(EVENING, 15) == ["helen"]


@pytest.mark.parametrize("kind, level, where", [
    ("post", "plain", "/moderation/post/1"), ("enquiry", "plain", "/contact/queue/1"),
    ("person", "plain", "/moderation/person/1"), ("post", "possible", "")])
def test_plain_words_of_danger_wake_and_possible_ones_wait(cast, post, kind, level, where):
    @act
    def see() -> None:
        alarms.raise_for_danger(DangerSeen(kind, 1, level))

    see()
    see()
    assert [one.address for one in db.session.scalars(select(Alarm))] == [where] * bool(where)


def test_who_posts_that_they_want_to_die_tonight_wakes_the_team(cast, post):
    woken()
    forum.reply(cast.ben, post.topic, "I am going to kill myself tonight.")
    assert woken() == ["helen"]
    forum.reply(cast.ben, post.topic, "This form is killing me.")
    assert woken() == []


def test_the_team_sets_its_own_clock(cast, post, on_duty):
    with time_machine.travel(EVENING, tick=False):
        actions.set_clock(cast.safeguarding, 5, 30)
        assert queries.alarm_clock().on_duty_minutes == 5
        moderation.report(cast.ben, post, "child")
    woken()
    assert minutes_later(EVENING, 5) == ["helen"]
