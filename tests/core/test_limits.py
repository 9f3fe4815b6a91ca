"""Limits: what somebody is told who meets one is true."""
import threading

import pytest
import time_machine

from peoplehub.core import limits
from peoplehub.core.errors import TooMany
from peoplehub.core.formatting import waiting

HOUR = 3600  # seconds


@pytest.mark.parametrize("seconds, words", [
    (1, "1 minute"), (60, "1 minute"), (61, "2 minutes"), (59 * 60, "59 minutes"),
    (59 * 60 + 1, "1 hour"), (HOUR + 1, "2 hours"), (24 * HOUR, "24 hours"),
])  # fmt: skip
def test_a_wait_is_said_in_words_and_never_too_short(seconds, words):
    assert waiting(seconds) == words


@pytest.mark.one_database
def test_who_meets_a_limit_is_told_how_long_it_is_really_closed(app, monkeypatch):
    monkeypatch.setitem(limits.LIMITS, "thing", "3 per day")
    with time_machine.travel("2026-11-22 08:00:00+00:00", tick=False) as clock, app.app_context():
        limits.ask("thing", 1)
        clock.shift(18 * HOUR)
        limits.ask("thing", 1)
        limits.ask("thing", 1)
        with pytest.raises(TooMany, match="Please wait 6 hours and try again") as refused:
            limits.ask("thing", 1)
        clock.shift(refused.value.retry_after - 1)
        with pytest.raises(TooMany, match="Please wait 1 minute"):
            limits.ask("thing", 1)
        clock.shift(2)
        limits.ask("thing", 1)


def test_counting_starts_no_thread_and_forgets_what_is_old(app):
    with time_machine.travel("2036-11-22 08:00:00+00:00", tick=False) as clock, app.app_context():
        for person in range(50):
            limits.ask("reply", person)
        assert not [one for one in threading.enumerate() if isinstance(one, threading.Timer)]
        counted = app.extensions["limits"]["memory"].storage.events
        assert len(counted) == 50
        clock.shift(2 * HOUR)
        limits.ask("reply", 1)
        assert len(counted) == 1
