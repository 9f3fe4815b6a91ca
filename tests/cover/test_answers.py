"""No family's message passes its hours without an answer or a task, and a task holds no word."""
from datetime import UTC, datetime, time, timedelta
from random import Random

import pytest
from sqlalchemy import select

from peoplehub.accounts.actions.blocks import block
from peoplehub.advisors.actions import set_hours
from peoplehub.advisors.actions.profiles import Hours
from peoplehub.advisors.models import AdvisorAvailability, AdvisorProfile
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden, NotFound
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.cover import actions, queries
from peoplehub.cover.answer_hours import due_at
from peoplehub.cover.models import AnswerTask
from peoplehub.messages import actions as messages
from tests.advisors.conftest import NOON
from tests.cover.conftest import SECRET, write

pytestmark = pytest.mark.one_database

HOUR = timedelta(hours=1)


def tasks() -> list[AnswerTask]:
    return list(db.session.scalars(select(AnswerTask).where(AnswerTask.closed_at.is_(None))))


def letters() -> list[str]:
    written = select(Email.to).where(Email.purpose == "answer-waits").order_by(Email.id)
    return list(db.session.scalars(written))


def never_on_an_evening(help):
    set_hours(help.maya, Hours(4))


def test_what_nobody_answers_in_twelve_hours_is_a_task_of_the_coordinators(help, at, browser):
    never_on_an_evening(help)
    write(help.amina, help.talk)
    at(11.9)
    assert tasks() == []
    at(12.1)
    (task,) = tasks()
    assert (task.parent_id, task.advisor_id) == (help.amina.id, help.maya.id)
    assert letters() == [help.cora.email]
    page = browser(help.cora).get("/advising/supervision").text
    assert "Amina" in page and "Waits since" in page and SECRET not in page
    at(13)
    assert len(tasks()) == 1 and len(letters()) == 1


def test_the_clock_runs_from_the_first_message_that_waits(help, at):
    never_on_an_evening(help)
    write(help.amina, help.talk)
    at(11, jobs=False)
    write(help.amina, help.talk, "Are you there?")
    at(12.1)
    assert [one.since for one in tasks()] == [NOON]


@pytest.mark.both_databases
def test_an_answer_makes_the_task_go_at_once_and_the_job_writes_it_down(help, at, browser):
    never_on_an_evening(help)
    write(help.amina, help.talk)
    at(13)
    write(help.maya, help.talk, "I was on a train.")
    assert queries.tasks_for(help.cora) == []  # before the job
    actions.see_to_answers()
    assert tasks() == [] and db.session.scalars(select(AnswerTask.outcome)).one() == "answered"
    at(30)
    assert tasks() == []


def test_hour_by_hour_there_is_an_answer_a_task_or_time_left(help, at):
    """Over two days with a moved clock: families write, Maya answers now and then."""
    never_on_an_evening(help)
    chance, waits_since = Random(3), None  # noqa: S311
    for hour in range(48):
        at(hour)
        if chance.random() < 0.2:
            write(help.amina, help.talk, f"Words {hour}")
            waits_since = waits_since or clock.now()
        if chance.random() < 0.06:
            write(help.maya, help.talk, f"Answer {hour}")
            waits_since = None
        seen = [one.since for one in queries.tasks_for(help.cora)]
        is_late = waits_since is not None and clock.now() - waits_since >= 12 * HOUR
        assert seen == ([waits_since] if is_late else []), hour


EVENINGS = [(2, time(18), time(21))]  # Wednesdays
WEDNESDAY_NOON = datetime(2026, 12, 2, 12, tzinfo=UTC)
DUE = {  # what an advisor said: when it was written, and by when somebody sees to it, in hours
    "nothing": ((), {}, WEDNESDAY_NOON, 12),
    "quiet hours are not counted": ((), {"quiet_from": "22", "quiet_to": "7"}, WEDNESDAY_NOON, 21),
    "written in quiet hours": (
        (), {"quiet_from": "22", "quiet_to": "7"}, WEDNESDAY_NOON + 12 * HOUR, 19),
    "her evening is today": (EVENINGS, {}, WEDNESDAY_NOON, 12),
    "her evening is later": (EVENINGS, {}, WEDNESDAY_NOON - 20 * HOUR, 29),
    "never more than two days": (EVENINGS, {}, WEDNESDAY_NOON + 24 * HOUR, 48),
    "quiet all day but an hour": ((), {"quiet_from": "8", "quiet_to": "7"}, WEDNESDAY_NOON, 48),
}


@pytest.mark.parametrize("said", DUE)
def test_quiet_hours_and_evenings_are_respected_and_48_hours_are_the_most(said):
    evenings, preferences, since, hours = DUE[said]
    page = AdvisorProfile(evenings=[AdvisorAvailability(weekday=day, begins=begins, ends=ends)
                                    for day, begins, ends in evenings])
    assert due_at(since, 12, page, preferences) == since + hours * HOUR


def test_the_family_reads_before_it_writes_by_when_somebody_sees_to_it(help, browser):
    page = browser(help.amina).get(help.talk.address).text
    assert "a coordinator sees that you wait, and never what you wrote: tomorrow at 12am" in page
    assert "a coordinator sees" not in browser(help.maya).get(help.talk.address).text


@pytest.mark.both_databases
def test_a_coordinator_sets_the_hours_48_at_most(help, at, browser):
    never_on_an_evening(help)
    boss = browser(help.cora)
    refused = boss.post("/advising/supervision/answer-hours", data={"hours": "49"})
    assert refused.status_code == 422 and "from 1 to 48" in refused.text
    assert boss.post("/advising/supervision/answer-hours", data={"hours": "2"}).status_code == 303
    write(help.amina, help.talk)
    at(2.1)
    assert len(tasks()) == 1


@pytest.mark.both_databases
def test_thank_you_needs_no_answer(help, at, browser):
    never_on_an_evening(help)
    write(help.amina, help.talk, "Thank you, good night.")
    hers = browser(help.maya)
    assert "Who waits for your answer" in hers.get("/advising").text
    assert hers.post(f"/advising/answers/{help.talk.id}/none").status_code == 303
    assert "Who waits for your answer" not in hers.get("/advising").text
    at(20)
    assert tasks() == []
    write(help.amina, help.talk, "One more thing.")
    at(33)
    assert [one.since for one in tasks()] == [NOON + 20 * HOUR]
    for who in (help.joan, help.amina):
        with pytest.raises((NotFound, Forbidden)):
            actions.need_no_answer(who, help.talk.id)


def test_a_coordinator_notes_that_somebody_is_in_touch(help, at, browser):
    never_on_an_evening(help)
    write(help.amina, help.talk)
    at(13)
    done = browser(help.cora).post(f"/advising/supervision/tasks/{tasks()[0].id}/done")
    assert done.status_code == 303
    at(20)
    assert tasks() == []


def test_many_families_are_one_letter_and_each_is_on_the_board(help, cast, at, browser):
    never_on_an_evening(help)
    write(help.amina, help.talk)
    messages.start(cast.ben, help.maya, "May I ask you something?", "ben-1")
    at(12.5)
    assert len(tasks()) == 2 and letters() == [help.cora.email]
    page = browser(help.cora).get("/advising/supervision").text
    assert "Ben" in page and "May I ask" not in page


def test_a_block_a_deleted_message_and_an_advisors_own_letter_make_no_task(help, cast, at):
    never_on_an_evening(help)
    messages.start(help.joan, cast.ben, "Hello Ben.", "joan-1")
    talk = messages.start(cast.ben, help.joan, "Hello Joan.", "ben-1").conversation
    assert talk.started_by_id == help.joan.id  # a friend of hers, who owes her no question
    messages.take_away(help.amina, write(help.amina, help.talk))
    at(13)
    assert tasks() == []
    write(help.amina, help.talk, "Now I mean it.")
    block(help.amina, help.maya)
    at(30)
    assert tasks() == []


def test_an_advisor_who_is_none_any_more_leaves_no_family_unseen(help, at):
    write(help.amina, help.talk)
    help.maya.role = "member"
    db.session.commit()
    at(48.1)
    assert len(tasks()) == 1


@pytest.mark.both_databases
def test_what_was_seen_to_is_forgotten_after_a_year(help, at):
    never_on_an_evening(help)
    write(help.amina, help.talk)
    at(13)
    actions.settle_task(help.cora, tasks()[0].id)
    clock._said.set(NOON + timedelta(days=370))
    actions.forget_old_tasks()
    assert db.session.scalars(select(AnswerTask)).all() == []
