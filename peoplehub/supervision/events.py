"""Events of looking after advisors. How heavy somebody says it is, is not announced, so it stands
in no record."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class CapacityLimited(Event):
    """`most`: families at a time, None for no limit."""

    coordinator_id: int
    advisor_id: int
    most: int | None


@dataclass(frozen=True)
class SupervisionRulesSet(Event):
    coordinator_id: int
    heavy_notes: int
    within_days: int


@dataclass(frozen=True)
class DebriefWished(Event):
    advisor_id: int
    debrief_id: int


@dataclass(frozen=True)
class DebriefBooked(Event):
    coordinator_id: int
    advisor_id: int
    debrief_id: int


@dataclass(frozen=True)
class DebriefDone(Event):
    coordinator_id: int
    advisor_id: int
    debrief_id: int


TOLD = (CapacityLimited, DebriefBooked)  # of these the advisor is told
