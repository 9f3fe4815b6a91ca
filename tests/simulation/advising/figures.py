"""What came of a simulated month, counted from the tables."""
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from peoplehub.advisors import queries
from peoplehub.advisors.models import ACCEPTED, DECLINED, AdvisorRequest
from peoplehub.core.extensions import db
from tests.simulation.advising.month import Month


@dataclass(frozen=True)
class Figures:
    """The first answer is a yes or a no of an advisor; minutes and hours are from the request."""

    requests: int
    asked_while_somebody_was_there: int
    minutes_to_first_answer_then_median: float
    minutes_to_yes_then_median: float
    minutes_to_first_answer_median: float
    first_answers_within_12_hours: float  # per cent
    yes_within_12_hours: float  # per cent
    hours_to_first_answer_longest: float
    hours_to_yes_longest: float
    without_first_answer_in_24_hours: int
    without_yes_in_24_hours: int
    asked_by_hand: int
    coordinator_told: int
    matches_without_ending: int  # fifteen weeks later

    def row(self, name: str) -> str:
        """As a row of the table in docs/advisors.md."""
        told = (
            name, f"{self.minutes_to_first_answer_then_median:.0f} minutes",
            _in_words(self.minutes_to_first_answer_median),
            f"{self.first_answers_within_12_hours:.0f} %", f"{self.yes_within_12_hours:.0f} %",
            _longest(self.hours_to_yes_longest), f"{self.without_yes_in_24_hours}",
            f"{self.coordinator_told}, {self.asked_by_hand}",
        )
        return f"| {' | '.join(told)} |"


HEAD = """\
| | half had a first answer, somebody was on | at any hour | first answers in 12 hours | yeses in \
12 hours | longest wait for a yes | none in 24 hours | coordinator told, asked by hand |
|---|---|---|---|---|---|---|---|"""


def _in_words(minutes: float) -> str:
    return f"{minutes:.0f} minutes" if minutes < 90 else f"{minutes / 60:.1f} hours"


def _longest(hours: float) -> str:
    return f"{hours:.1f} hours" if hours < 24 * 7 else "none in a week"


def figures_of(month: Month) -> Figures:
    asked = list(db.session.scalars(select(AdvisorRequest)))
    first = {one.id: _hours(one, _first_answer(one)) for one in asked}
    yes = {one.id: _hours(one, one.closed_at) for one in asked}
    then = month.on_when_asked
    return Figures(
        requests=len(asked), asked_while_somebody_was_there=len(then),
        minutes_to_first_answer_then_median=60 * _middle(first[one] for one in then),
        minutes_to_yes_then_median=60 * _middle(yes[one] for one in then),
        minutes_to_first_answer_median=60 * _middle(first.values()),
        first_answers_within_12_hours=_share(first), yes_within_12_hours=_share(yes),
        hours_to_first_answer_longest=max(first.values()),
        hours_to_yes_longest=max(yes.values()),
        without_first_answer_in_24_hours=sum(hours > 24 for hours in first.values()),
        without_yes_in_24_hours=sum(hours > 24 for hours in yes.values()),
        asked_by_hand=sum(any(offer.assigned_by_id for offer in one.offers) for one in asked),
        coordinator_told=sum(one.told_at is not None for one in asked),
        matches_without_ending=len(queries.open_matches()),
    )


def _first_answer(request: AdvisorRequest) -> datetime | None:
    return min((one.answered_at for one in request.offers if one.answered_at is not None
                and one.outcome in (ACCEPTED, DECLINED)), default=None)


def _hours(request: AdvisorRequest, until: datetime | None) -> float:
    """Until then; a week, where it never came."""
    if until is None:
        return 24.0 * 7
    return (until - request.asked_at).total_seconds() / 3600


def _middle(numbers) -> float:
    ordered = sorted(numbers)
    return ordered[len(ordered) // 2] if ordered else 0


def _share(hours: dict[int, float]) -> float:
    return 100 * sum(one <= 12 for one in hours.values()) / max(1, len(hours))
