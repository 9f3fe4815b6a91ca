"""A few advisors with pages, hours and trainings, made by the acts that people use."""
from datetime import UTC, date, datetime, time
from types import SimpleNamespace

import pytest

from peoplehub.advisors import actions
from peoplehub.advisors.actions.profiles import Hours
from peoplehub.advisors.models import AdvisorProfile
from peoplehub.core import clock
from peoplehub.core.extensions import db
from tests.conftest import person

# A Wednesday in winter, so that London's time is UTC: at noon nobody is there.
NOON = datetime(2026, 12, 2, 12, tzinfo=UTC)
EVENING = NOON.replace(hour=19)
WEDNESDAY, THURSDAY, SATURDAY = 2, 3, 5
TEXT = "My son is 9 and does not sleep. I know nights, plans and first meetings."


class SharedMoment:
    """The moment that `clock` says, for the requests of browsers too, which run in contexts of
    their own."""

    moment = None

    def get(self):
        return self.moment

    def set(self, moment):
        before, self.moment = self.moment, moment
        return before

    reset = set


@pytest.fixture
def noon(monkeypatch):
    monkeypatch.setattr(clock, "_said", SharedMoment())
    with clock.at(NOON):
        yield NOON


def advises(admin, advisor, *, days=(), knows=None, gender="", capacity=4, until=date(2027, 6, 1),
            text=TEXT) -> AdvisorProfile:
    """Their page, hours and training."""
    page = actions.save_profile(advisor, text, knows or {"language": ["en"]}, gender)
    actions.set_hours(advisor, Hours(capacity, tuple(days), time(18), time(21)))
    if until is not None:
        actions.record_training(admin, advisor, "Listening", date(2026, 1, 1), until)
    actions.agree(advisor)
    return page


@pytest.fixture
def advisors(noon, cast):
    """Maya on Wednesdays, Joan on Thursdays and in Welsh too, Idris has said no evening."""
    more = SimpleNamespace(maya=cast.advisor, joan=person("Joan", "advisor"),
                           idris=person("Idris", "advisor"))
    db.session.add_all([more.joan, more.idris])
    db.session.commit()
    advises(cast.admin, more.maya, days=[WEDNESDAY], gender="woman",
            knows={"age": ["5-11"], "situation": ["autism", "nights"], "language": ["en"],
                   "region": ["london"]})
    advises(cast.admin, more.joan, days=[THURSDAY], text="I run a budget for my husband.",
            knows={"situation": ["brain-injury"], "language": ["en", "cy"], "budget": ["chc"]})
    advises(cast.admin, more.idris, text="I have done it all.")
    return more
