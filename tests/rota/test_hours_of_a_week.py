"""What members read of the team's hours, at each hour of the weeks in which the clocks change,
beside the same worked out by the clock on the wall, a quarter of an hour at a time."""
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
import time_machine

from peoplehub.core.extensions import db
from peoplehub.rota import queries
from peoplehub.rota.models import Holiday, Shift

pytestmark = pytest.mark.one_database
LONDON, QUARTER, DAY = ZoneInfo("Europe/London"), timedelta(minutes=15), timedelta(days=1)
AHEAD = timedelta(days=14)
MONDAYS = [date(2026, 10, 19), date(2027, 3, 22)]  # the clocks change at the end of the week
OF_NOBODY = "Nobody of the team is here just now"


@pytest.mark.parametrize("monday", MONDAYS, ids=["winter", "summer"])
def test_the_sentence_of_each_hour_is_what_the_clock_on_the_wall_says(cast, monday):
    rota = [_shift(Random(seed), person.id, monday)  # noqa: S311
            for seed, person in enumerate([cast.moderator, cast.safeguarding, cast.admin] * 2)]
    away = Holiday(user_id=cast.admin.id, first_day=monday, last_day=monday + 2 * DAY)
    db.session.add_all([*rota, away])
    db.session.commit()
    begin = datetime.combine(monday, time(0, 10), LONDON).astimezone(UTC)
    quarters = [begin - timedelta(minutes=10) + number * QUARTER
                for number in range(4 * 24 * (7 + 16))]
    there = {at: any(_is_on(shift, away, at.astimezone(LONDON)) for shift in rota)
             for at in quarters}
    heard = set()
    for hour in range(7 * 24 + 2):
        now = begin + timedelta(hours=hour)
        coming = [at for at in quarters if now < at < now + AHEAD]
        with time_machine.travel(now, tick=False):
            said = queries.team_hours()
            sentence = said.sentence
        assert said.is_on == there[now - timedelta(minutes=10)], now
        changes = next((at for at in coming if there[at] != said.is_on), None)
        at = changes and _spoken(changes.astimezone(LONDON), now.astimezone(LONDON))
        if said.is_on:
            until = f"The team is here until {at.removeprefix('at ')}."
            assert (said.until, sentence) == (changes, until)
        else:
            assert (said.next_at, sentence) == (changes, f"{OF_NOBODY}. Somebody looks next {at}.")
        heard.add(sentence)
    assert len(heard) > 10  # of both kinds, on many days
    assert {OF_NOBODY in one for one in heard} == {True, False}


def _shift(chance: Random, person_id: int, monday: date) -> Shift:
    """Past midnight or not; the hour that is twice on one day and never on another is begun and
    ended by nobody."""
    begins, ends = chance.sample([0, *range(3, 24)], 2)
    return Shift(user_id=person_id, added_by_id=person_id, weekly=chance.random() < .8,
                 day=monday + chance.randrange(-14, 7) * DAY,
                 begins=time(begins, chance.choice([0, 30])), ends=time(ends, 15))


def _is_on(shift: Shift, away: Holiday, wall: datetime) -> bool:
    """By what the wall says, on the shift of that day and on the one of the day before."""
    for day, begins, ends in ((wall.date(), shift.begins, time.max),
                              (wall.date() - DAY, time.min, shift.ends)):
        is_overnight = shift.ends <= shift.begins
        if not is_overnight and day == wall.date():
            ends = shift.ends
        elif not is_overnight:
            continue
        of_shift = day == shift.day or (
            shift.weekly and day > shift.day and (day - shift.day).days % 7 == 0)
        is_away = shift.user_id == away.user_id and away.first_day <= day <= away.last_day
        if of_shift and not is_away and begins <= wall.time() < ends:
            return True
    return False


def _spoken(at: datetime, now: datetime) -> str:
    minutes = f":{at.minute}" if at.minute else ""
    hour = f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"
    days = (at.date() - now.date()).days
    if days < 2:
        return f"tomorrow at {hour}" if days else f"at {hour}"
    return f"on {at:%A} at {hour}" if days < 7 else f"on {at.day} {at:%B %Y} at {hour}"
