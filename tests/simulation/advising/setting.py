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


OFFERS, ASKING = "peoplehub.advisors.offers", "peoplehub.advisors.actions.requests"
NEVER = timedelta(days=365)
OFF: dict[str, dict[str, object]] = {  # what each rule becomes that is switched off
    "several at once": {f"{OFFERS}.AT_ONCE": 1, f"{OFFERS}.MOST_AT_ONCE": 1},
    "who is there first": {f"{OFFERS}.MOST_AT_ONCE": 0},
    "who answers soonest": {f"{OFFERS}._soonest": list},
    "more every three hours": {f"{OFFERS}.MORE_AFTER": NEVER,
                               f"{OFFERS}.MORE_AFTER_URGENT": NEVER},
    "a pause for who is silent": {f"{ASKING}.pause_unheard": lambda *_: None},
}


@dataclass(frozen=True)
class Setting:
    """`requests` in `days`, at any hour. `silent`: advisors who have stopped looking and told
    nobody. `at_night`: whether a phone wakes its advisor. `push`: whether any phone has it.
    `without`: "the clock" (nobody is asked but those who were asked first, until one says no), "a
    coordinator", or a rule of OFF."""

    seed: int = 1
    days: int = 30
    advisors: int = 12
    requests: int = 120
    silent: int = 0
    at_night: bool = True
    push: bool = True
    say_nothing: bool = False  # families and advisors, about how their match ends
    without: frozenset[str] = field(default_factory=frozenset)

    def has(self, rule: str) -> bool:
        return rule not in self.without

    @property
    def end(self) -> datetime:
        return BEGIN + timedelta(days=self.days)
