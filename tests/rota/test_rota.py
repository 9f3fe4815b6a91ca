"""Shifts, swaps and holidays, and what members read of them."""
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine

from peoplehub.core.errors import Forbidden, Invalid
from peoplehub.rota import actions, queries, timetable
from peoplehub.rota.models import Holiday, Shift

THURSDAY = datetime(2026, 11, 26, 12, tzinfo=UTC)
NOBODY = "Nobody of the team is here just now."
SIX, TEN = time(18), time(22)


@pytest.fixture(autouse=True)
def thursday():
    with time_machine.travel(THURSDAY, tick=False):
        yield


def at(hour: int, days: int = 0, minute: int = 0) -> datetime:
    return THURSDAY.replace(hour=hour, minute=minute) + timedelta(days=days)


def shift_of(person, begins=SIX, ends=TEN, day=THURSDAY.date(), **more) -> Shift:
    return actions.add_shift(person, person, day, begins, ends, **more)


@pytest.mark.parametrize("now, said", [
    (at(17), "Nobody of the team is here just now. Somebody looks next at 6pm."),
    (at(18), "The team is here until 10:30pm."),
    (at(21, minute=59), "The team is here until 10:30pm."),
    (at(22, minute=30), f"{NOBODY} Somebody looks next on Saturday at 9am."),
    (at(10, days=1), f"{NOBODY} Somebody looks next tomorrow at 9am."),
    (at(12, days=2), f"{NOBODY[:-1]}, and we do not know yet when somebody looks."),
])
def test_what_members_read_is_computed_from_the_rota(cast, browser, now, said):
    shift_of(cast.moderator)
    shift_of(cast.admin, time(21), time(22, 30))
    shift_of(cast.moderator, time(9), time(11), date(2026, 11, 28))
    with time_machine.travel(now, tick=False):
        assert queries.team_hours().sentence == said
        for page in ("/contact", "/help-now", "/report/received"):
            assert said in browser().get(page).text, page
        rings = "If it cannot wait, ring" in browser().get("/contact").text
        assert rings is not queries.team_hours().is_on


def test_without_a_rota_nothing_is_promised(app, browser):
    assert queries.team_hours() is None
    assert "The team is here" not in browser().get("/contact").text


def test_a_weekly_shift_stays_at_six_when_the_clocks_change():
    weekly = Shift(id=1, user_id=1, day=date(2027, 3, 20), begins=SIX, ends=TEN, weekly=True)
    start = datetime(2027, 3, 19, tzinfo=UTC)
    found = timetable.duties([weekly], [], [], start, start + timedelta(days=16))
    assert [one.begins.hour for one in found] == [18, 18, 17]


def test_a_shift_past_midnight_ends_on_the_next_day():
    night = Shift(id=1, user_id=1, day=date(2026, 11, 26), begins=TEN, ends=time(2), weekly=False)
    begins, ends = timetable.times_of(night, night.day)
    assert ends - begins == timedelta(hours=4)
    assert timetable.duties([night], [], [], at(1, 1), at(2, 1))[0].person_id == 1


def test_a_weekly_shift_ends_on_its_last_day_and_holidays_leave_it_out():
    weekly = Shift(id=1, user_id=1, day=date(2026, 11, 5), begins=SIX, ends=TEN, weekly=True,
                   last_day=date(2026, 12, 10))
    away = Holiday(user_id=1, first_day=date(2026, 12, 1), last_day=date(2026, 12, 5))
    found = timetable.duties([weekly], [], [away], THURSDAY, at(0, 60))
    assert [one.day.day for one in found] == [26, 10]


def test_a_swap_counts_once_it_is_asked_taken_and_agreed(cast):
    shift = shift_of(cast.moderator, weekly=True)
    with time_machine.travel(at(19), tick=False):
        swap = actions.ask_swap(cast.moderator, shift, shift.day)
        assert actions.ask_swap(cast.moderator, shift, shift.day).id == swap.id
        actions.take_swap(cast.admin, swap)
        assert queries.on_duty() == [cast.moderator]
        with pytest.raises(Forbidden):
            actions.agree_swap(cast.ben, swap)
        actions.agree_swap(cast.moderator, swap)
        assert queries.on_duty() == [cast.admin]
    with time_machine.travel(at(19, days=7), tick=False):
        assert queries.on_duty() == [cast.moderator]


def test_a_swap_is_of_a_day_that_the_shift_is_on(cast):
    with pytest.raises(Invalid):
        actions.ask_swap(cast.moderator, shift_of(cast.moderator), date(2026, 11, 27))


def test_a_moderator_changes_her_own_shifts_and_a_lead_everybodys(cast):
    with pytest.raises(Forbidden):
        actions.add_shift(cast.moderator, cast.admin, THURSDAY.date(), SIX, TEN)
    with pytest.raises(Forbidden):
        actions.add_shift(cast.safeguarding, cast.ben, THURSDAY.date(), SIX, TEN)
    shift = actions.add_shift(cast.safeguarding, cast.admin, THURSDAY.date(), SIX, TEN)
    with pytest.raises(Forbidden):
        actions.end_shift(cast.moderator, shift)
    actions.end_shift(cast.admin, shift)
    with time_machine.travel(at(19), tick=False):
        assert queries.on_duty() == []


def test_who_is_paused_or_may_not_moderate_any_more_is_not_on_duty(cast):
    shift_of(cast.moderator)
    with time_machine.travel(at(19), tick=False):
        cast.moderator.suspended_at = at(12)
        assert queries.on_duty() == [] and not queries.team_hours().is_on


def test_the_page_shows_who_is_on_and_takes_a_shift_a_swap_and_a_holiday(cast, browser):
    client = browser(cast.moderator)
    day = {"day": "2026-11-26"}
    answer = client.post("/moderation/rota/shifts", data={
        "person": cast.moderator.id, "begins": "18:00", "ends": "22:00", "weekly": "y"} | day)
    assert answer.location == "/moderation/rota"
    with time_machine.travel(at(19), tick=False):
        assert "On duty now: <span dir=\"auto\">Ruth" in client.get("/moderation/rota").text
    client.post("/moderation/rota/swaps", data={"shift": "1"} | day)
    assert "I take it" in browser(cast.admin).get("/moderation/rota").text
    client.post("/moderation/rota/holidays",
                data={"first_day": "2026-12-01", "last_day": "2026-12-09"})
    assert "1 December to 9 December" in client.get("/moderation/rota").text


@pytest.mark.one_database
@pytest.mark.parametrize("room, wrong", [
    ("shifts", {"day": "never"}), ("shifts", {"begins": "25:00"}),
    ("shifts", {"day": "1999-01-01"}),
    ("holidays", {"first_day": "2026-12-09", "last_day": "2026-12-01"}), ("swaps", {"day": ""}),
    ("clock", {"on_duty_minutes": "0", "out_of_hours_minutes": "x"}),
])
def test_what_is_wrong_is_said_beside_its_field_and_stays(cast, browser, room, wrong):
    good = {"person": cast.safeguarding.id, "day": "2026-11-27", "begins": "18:00", "ends": "22:00"}
    answer = browser(cast.safeguarding).post(f"/moderation/rota/{room}", data=good | wrong)
    assert answer.status_code == 422 and "There is something to put right" in answer.text


