"""Events of folding. Whose list has what on it is nobody else's to know: the record holds none."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class NotTodayEnded(Event):
    """The day until which something was on somebody's list has passed."""

    person_id: int
