"""Events of moderation. They carry ids and short codes; `piece_id` is of its `kind`."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class PieceReported(Event):
    report_id: int
    kind: str
    piece_id: int
    reporter_id: int | None


@dataclass(frozen=True)
class ReportSettled(Event):
    moderator_id: int
    report_id: int
    outcome: str
