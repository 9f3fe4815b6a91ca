"""Two weeks with two of six advisors away; `make simulation` shows them without each rule too."""
import pytest

from tests.simulation.advising.fortnight import Fortnight


@pytest.mark.one_database
def test_no_family_of_an_advisor_who_is_away_is_left_alone(app, monkeypatch):
    monkeypatch.setattr("tests.simulation.advising.fortnight.DAYS", 3)
    monkeypatch.setattr("tests.simulation.advising.fortnight.LAST_WRITTEN", 1)
    run = Fortnight().run()
    assert run.never == 0 and run.away_waits
    assert max(run.away_waits) <= 48
