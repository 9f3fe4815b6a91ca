"""Events of the queue while nobody of the team is there. Whoever acted comes first."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class ReleasedUnattended(Event):
    """A held piece was released without the team. `released_by`: "rule" or "helper"."""

    helper_id: int | None
    released_by: str
    kind: str
    piece_id: int


@dataclass(frozen=True)
class UnattendedHoursSet(Event):
    lead_id: int
    helpers_after_hours: int
    by_rule_after_hours: int


@dataclass(frozen=True)
class HandoverWritten(Event):
    note_id: int


@dataclass(frozen=True)
class HandoverRemarked(Event):
    moderator_id: int
    remark_id: int
