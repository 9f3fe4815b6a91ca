"""Events of folding. Whose list has what on it is nobody else's to know: the record holds none.
Of content notes it holds who put one where and why, and none of their words."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class NotTodayEnded(Event):
    """The day until which something was on somebody's list has passed."""

    person_id: int


@dataclass(frozen=True)
class PieceNoted(Event):
    """A moderator put a content note on a piece, changed it or took it away."""

    kind: str
    piece_id: int
    by_id: int
    reason: str


@dataclass(frozen=True)
class PersonNoted(Event):
    """The same of the note on everything by one person; with a reason where a moderator did it."""

    person_id: int
    by_id: int
    reason: str
