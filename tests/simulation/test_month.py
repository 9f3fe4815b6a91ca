"""Two days of the simulated month; `make simulation` plays thirty, with each rule on and off."""
import pytest

from tests.simulation.figures import GIVEN
from tests.simulation.playing import played
from tests.simulation.setting import Setting

TWO_DAYS = Setting(days=2, members=40, crises=((0, 21), (1, 1)), waves=((1, 19),),
                   moderator=(0, 12))


@pytest.mark.one_database
@pytest.mark.slow
def test_in_two_days_nobody_in_danger_goes_unseen_and_everything_is_decided_in_time(app):
    found = played(TWO_DAYS)
    assert found.dangers_on_duty and found.dangers > found.dangers_on_duty
    assert found.on_duty_worst <= GIVEN.total_seconds() / 60
    assert found.dangers_unseen == found.dangers_without_a_case == 0
    assert found.cases > 30  # a wave among them
    assert found.late == found.decisions_without_reason == found.decided_in_own_case == 0
