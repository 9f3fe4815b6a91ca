"""Events of what is edited for readers."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class CheckDue(Event):
    """A piece must be checked within so many days; 0: it should have been."""

    kind: str
    piece_id: int
    days: int


@dataclass(frozen=True)
class CheckDone(Event):
    """Nobody needs to be reminded of it any more."""

    kind: str
    piece_id: int
    by_id: int


@dataclass(frozen=True)
class EasyReadAsked(Event):
    """Readers ask for an easy read of a piece, for the first time since there is none."""

    kind: str
    piece_id: int


@dataclass(frozen=True)
class EasyReadOutdated(Event):
    """A piece was changed and its easy read was not."""

    kind: str
    piece_id: int
    by_id: int


@dataclass(frozen=True)
class EasyReadDone(Event):
    """A piece has an easy read that says what it says."""

    kind: str
    piece_id: int
    by_id: int
