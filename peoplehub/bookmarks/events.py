"""Events of bookmarks. They are one person's own, so the record holds none of them."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class ReminderDue(Event):
    """The day came on which somebody wanted to be reminded of what they saved."""

    bookmark_id: int
