"""Two days of the simulated month of requests; `make simulation` plays thirty, with and without
each rule."""
import pytest

from tests.simulation.advising.playing import played
from tests.simulation.advising.setting import Setting


@pytest.mark.one_database
def test_everybody_has_an_answer_in_time_and_no_yes_is_left_without_an_ending(app):
    found = played(Setting(days=2, requests=12, say_nothing=True))
    assert found.requests == 12 and found.asked_while_somebody_was_there
    assert found.minutes_to_first_answer_then_median <= 20
    assert found.first_answers_within_12_hours >= 95
    assert found.without_yes_in_24_hours == found.without_first_answer_in_24_hours == 0
    assert found.matches_without_ending == 0
