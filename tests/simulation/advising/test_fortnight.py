"""Two weeks with two of six advisors away; `make simulation` shows them without each rule too."""
from tests.simulation.advising.fortnight import SILENT, WITH_COVER, Fortnight


def test_no_family_of_an_advisor_who_is_away_is_left_alone(app, monkeypatch):
    monkeypatch.setattr("tests.simulation.advising.fortnight.DAYS", 4)
    monkeypatch.setattr("tests.simulation.advising.fortnight.LAST_WRITTEN", 2)
    run = Fortnight().run()
    assert run.never == 0 and run.waits[WITH_COVER] and run.waits[SILENT]
    assert max(run.away_waits) <= 48
