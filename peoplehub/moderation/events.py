"""What happens in moderation. Numbers and short codes only; `piece_id` is of its `kind`."""
from dataclasses import dataclass


@dataclass(frozen=True)
class PieceReported:
    report_id: int
    kind: str
    piece_id: int
    reporter_id: int | None


@dataclass(frozen=True)
class ReportSettled:
    moderator_id: int
    report_id: int
    outcome: str


@dataclass(frozen=True)
class PieceHeld:
    kind: str
    piece_id: int
    moderator_id: int | None  # None: held by a rule, not by a person


@dataclass(frozen=True)
class PieceReleased:
    moderator_id: int
    kind: str
    piece_id: int


@dataclass(frozen=True)
class PieceHidden:
    moderator_id: int
    kind: str
    piece_id: int


@dataclass(frozen=True)
class PieceRestored:
    moderator_id: int
    kind: str
    piece_id: int
