"""What the month is made of: how many advisors and requests, and which rules are on."""
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

BEGIN = datetime(2026, 6, 1, 6, tzinfo=UTC)  # a Monday
LOOKS = (timedelta(minutes=1), timedelta(minutes=5))  # of who has push on, when they are asked
GLANCES = (timedelta(minutes=30), timedelta(minutes=180))  # of everybody else, while awake
ASLEEP = (23, 7)  # hours in London
YES = 0.7  # of what an advisor looks at
CHOSEN, URGENT = 0.4, 0.3  # of the requests: for one advisor; "Talk now"
CAPACITY = 12  # families at a time
ENDS_AFTER = timedelta(days=14)


@dataclass(frozen=True)
class Setting:
    """`requests` in `days`, at any hour. `silent`: advisors who have stopped looking and told
    nobody. `at_night`: whether a phone wakes its advisor. `without`: "the clock" (nobody is asked
    but those who were asked first, until one says no), "a coordinator"."""

    seed: int = 1
    days: int = 30
    advisors: int = 12
    requests: int = 120
    silent: int = 0
    at_night: bool = True
    say_nothing: bool = False  # families and advisors, about how their match ends
    without: frozenset[str] = field(default_factory=frozenset)

    def has(self, rule: str) -> bool:
        return rule not in self.without

    @property
    def end(self) -> datetime:
        return BEGIN + timedelta(days=self.days)
