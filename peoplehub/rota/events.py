"""Events of the rota. Whoever acted comes first."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class RotaChanged(Event):
    """`what`: "shift", "shift ended", "swap asked", "swap taken", "swap agreed", "holiday" or
    "clock"."""

    moderator_id: int
    what: str


@dataclass(frozen=True)
class AlarmRaised(Event):
    alarm_id: int
    kind: str
    raised_by_id: int | None  # none: by a rule or a report


@dataclass(frozen=True)
class AlarmEscalated(Event):
    alarm_id: int
    step: int


@dataclass(frozen=True)
class AlarmTaken(Event):
    """`moderator_id`: None when its author took the piece away."""

    alarm_id: int
    moderator_id: int | None
