"""Which backups stay."""
from datetime import UTC, datetime, timedelta

from peoplehub.backups.rotation import kept

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def test_a_year_of_nights_leaves_a_week_of_days_and_a_month_of_weeks():
    there: set[datetime] = set()
    for night in range(365):
        there = kept({*there, NOON + timedelta(days=night)})
    ages = sorted((NOON + timedelta(days=364) - at).days for at in there)
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert len(there) <= 11 and ages[-1] <= 28 and ages[-1] >= 14


def test_of_one_day_the_newest_stays_and_one_alone_always_does():
    hours = [NOON + timedelta(hours=hour) for hour in range(5)]
    assert kept(hours) == {hours[-1]}
    assert kept([NOON - timedelta(days=900)]) == {NOON - timedelta(days=900)}
    assert kept([]) == set()
