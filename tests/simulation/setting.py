"""What a simulated month is made of: how many people, what happens, and which rules are on."""
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

BEGIN = datetime(2026, 6, 1, 6, tzinfo=UTC)  # a Monday
RULES = {  # what can be switched off, to see what it is worth
    "words of danger": "a rule reads what is written and tells the team",
    "alarms": "whoever is needed is told at once",
    "escalation": "more people are told of what nobody has taken in time",
    "claims": "nobody is given what another is looking at",
    "bulk": "a wave of adverts is decided at once",
    "unattended": "what is safe goes out when nobody of the team was there for long",
}


@dataclass(frozen=True)
class Setting:
    """`days` of a community of `members` with `volunteers`, of whom two are leads."""

    seed: int = 1
    days: int = 30
    members: int = 300
    volunteers: int = 12
    without: frozenset[str] = field(default_factory=frozenset)
    crises: tuple = ((8, 1), (19, 22))  # day and hour: said plainly, one at night, one at 10 pm
    waves: tuple = ((4, 14), (12, 3), (23, 20))  # thirty adverts by three accounts
    moderator: tuple = (10, 12)  # one of the team is reported

    def has(self, rule: str) -> bool:
        return rule not in self.without

    @property
    def end(self) -> datetime:
        return BEGIN + timedelta(days=self.days)


A_DAY = {  # things that happen on an ordinary day, on average
    "ordinary": 20.0, "unkind": 1.5, "wrong": 1.0, "danger": 0.5, "possible danger": 0.5,
    "newcomer's link": 2.0, "newcomer's advert": 1.0,
}
WAVE = 30
APPEALS = 0.15  # of the decisions that can be appealed against
LOOKS = (timedelta(minutes=1), timedelta(minutes=5))  # of who is woken by their phone
GLANCES = (timedelta(minutes=30), timedelta(minutes=180))  # of everybody else
ASLEEP = (23, 7)  # hours in London: only who is woken looks
READING = (timedelta(minutes=1), timedelta(minutes=6))  # a case, until it is decided
