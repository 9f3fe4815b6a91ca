"""Whether peer advice helps: numbers for coordinators, of many families, small ones hidden."""
from datetime import UTC, datetime, timedelta

import pytest

from peoplehub.accounts.models import COORDINATOR
from peoplehub.advisors.models import OutcomeRating, SupportMatch
from peoplehub.core import clock
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.statistics import outcomes
from tests.conftest import person

JULY = datetime(2026, 7, 10, 12, tzinfo=UTC)


@pytest.fixture
def rated(cast):
    """Eight families in January and March: six are better, two the same."""
    for number in range(8):
        match = SupportMatch(person_id=cast.amina.id, advisor_id=cast.advisor.id,
                             began_at=JULY - timedelta(days=180), ends_at=JULY)
        db.session.add(match)
        db.session.flush()
        db.session.add(OutcomeRating(
            match_id=match.id, before=2, before_at=datetime(2026, 1, 20, tzinfo=UTC),
            after=4 if number < 6 else 2, after_at=datetime(2026, 3, 20, tzinfo=UTC)))
    db.session.commit()


def lines_of(year: int, viewer, title: str) -> dict:
    with clock.at(JULY):
        found = outcomes.outcomes_for(viewer, year)
    return dict(next(one.lines for one in found.counts if one.title == title))


def test_numbers_of_months_with_small_ones_hidden(cast, rated):
    assert lines_of(2026, cast.admin, "At the beginning")["Hard"] == [8, 0, 0, 0, 0, 0]
    after = lines_of(2026, cast.admin, "At the end")
    assert after["Hard"][2] == "fewer than 5"
    assert "not shown" in (after["Quite good"][2], after["All"][2])  # else 8 - 6 would say it
    change = lines_of(2026, cast.admin, "Before and after")
    assert change["The same"][2] == "fewer than 5" and change["Worse than before"][2] == 0


def test_coordinators_see_a_chart_a_table_and_a_file_and_nobody_else(cast, rated, browser):
    coordinator = person("Cora", COORDINATOR)
    db.session.add(coordinator)
    db.session.commit()
    with clock.at(JULY):
        for who in (cast.advisor, cast.amina, cast.moderator, cast.safeguarding):
            with pytest.raises(NotFound):
                outcomes.outcomes_for(who, 2026)
    assert browser(cast.advisor).get("/advising/outcomes").status_code == 404
    hers = browser(coordinator)
    page = hers.get("/advising/outcomes").text
    assert "Better than before" in page and "<rect" in page and "Amina" not in page
    table = hers.get("/advising/outcomes/2026.csv").text
    assert "Before and after,Better than before" in table and "Reports while" not in table
