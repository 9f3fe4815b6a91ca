"""Events of training. Whoever acted comes first where it was somebody else."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class TrainingCompleted(Event):
    person_id: int


@dataclass(frozen=True)
class TrainingExtended(Event):
    """Somebody has more time, without the training. The record keeps the `reason` apart."""

    lead_id: int
    person_id: int
    reason: str
