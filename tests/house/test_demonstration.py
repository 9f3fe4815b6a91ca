"""The demonstration tells of a team that looks after people, and of people who sleep at night."""
from datetime import UTC, datetime, timedelta

import pytest

from peoplehub.core.formatting import local
from peoplehub.demo import content
from peoplehub.demo.story import DAY_BEGINS, by_day
from peoplehub.moderation.models import REASONS

NOW = datetime(2026, 11, 26, 14, 5, tzinfo=UTC)


def test_no_open_report_is_overdue_when_it_is_loaded():
    late = [one["details"] for one in content.read().reports
            if "settled" not in one and one["days_ago"] * 24 >= REASONS[one["reason"]][2]]
    assert late == []


def test_nobody_writes_in_the_night_and_what_comes_later_stays_later():
    moments = [NOW - timedelta(minutes=7 * steps) for steps in range(2000, 0, -1)]
    told = [by_day(moment, NOW) for moment in moments]
    assert min(local(moment).hour for moment in told) >= DAY_BEGINS
    assert told == sorted(told) and len(set(told)) == len(told)
    assert told[-1] == moments[-1]


@pytest.mark.parametrize("hour", [0, 2, 6])
def test_a_demonstration_loaded_at_night_tells_of_nothing_that_is_still_to_come(hour):
    now = NOW.replace(hour=hour)
    assert all(by_day(now - timedelta(minutes=ago), now) <= now for ago in range(0, 600, 13))
