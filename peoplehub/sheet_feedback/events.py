"""Events of what readers say of sheets. None says who."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class RemarkReceived(Event):
    """Somebody said what is missing in a sheet."""

    remark_id: int
    sheet_id: int


@dataclass(frozen=True)
class RemarkAnswered(Event):
    """An editor answered below the sheet, or took the answer away."""

    remark_id: int
    by_id: int


@dataclass(frozen=True)
class RemarkClosed(Event):
    """An editor is done with it, without an answer."""

    remark_id: int
    by_id: int


@dataclass(frozen=True)
class FormatAsked(Event):
    wish_id: int


@dataclass(frozen=True)
class FormatPromised(Event):
    """Somebody took it on, for a day, or changed that."""

    wish_id: int
    by_id: int


@dataclass(frozen=True)
class FormatReady(Event):
    """It is there. Whoever asked while signed in is told once."""

    wish_id: int
    sheet_id: int
    by_id: int
