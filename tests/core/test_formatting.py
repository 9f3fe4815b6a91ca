"""Dates, times and numbers as British people write them, whatever formats them."""
from datetime import UTC, datetime, timedelta

import pytest

from peoplehub.core import clock, formatting

NOW = datetime(2026, 11, 26, 17, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.mark.parametrize("moment, said", [
    (NOW, "just now"), (NOW - timedelta(seconds=61), "1 minute ago"),
    (NOW - timedelta(minutes=59), "59 minutes ago"), (NOW - timedelta(minutes=119), "1 hour ago"),
    (NOW - timedelta(hours=11.9), "11 hours ago"),
    (NOW - timedelta(hours=13), "today at 4:05am"),
    (NOW - timedelta(hours=27), "yesterday at 2:05pm"),
    (NOW - timedelta(days=3), "Monday at 5:05pm"), (NOW - timedelta(days=30), "27 October 2026"),
])  # fmt: skip
def test_how_long_ago(moment, said):
    assert formatting.ago(moment) == said


def test_a_summer_evening_in_london_is_an_hour_later_than_elsewhere():
    moment = datetime(2025, 9, 12, 23, 30, tzinfo=UTC)
    assert formatting.time_of_day(moment) == "12:30am"
    assert formatting.day(moment) == "13 September 2025"
    assert formatting.short_day(moment) == "13 Sep 2025"
    assert formatting.day_name(moment) == "13 September 2025"


@pytest.mark.parametrize("number, said", [
    (0, "0 replies"), (1, "1 reply"), (2, "2 replies"), (12_345, "12,345 replies"),
])  # fmt: skip
def test_how_many(number, said):
    assert formatting.count(number, "reply", "replies") == said


@pytest.mark.parametrize("size_bytes, said", [
    (20, "1 KB"), (210_400, "210 KB"), (1_140_000, "1.1 MB"), (1_500_000_000_000, "1,500.0 GB"),
    (999_499, "999 KB"), (999_600, "1.0 MB"), (999_940_000, "999.9 MB"), (999_960_000, "1.0 GB"),
])  # fmt: skip
def test_how_large(size_bytes, said):
    assert formatting.size(size_bytes) == said


@pytest.mark.parametrize("seconds, said", [
    (1, "1 minute"), (121, "3 minutes"), (3600, "1 hour"), (3601, "2 hours"),
])  # fmt: skip
def test_how_long_to_wait(seconds, said):
    assert formatting.waiting(seconds) == said
