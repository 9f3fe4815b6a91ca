"""Events of announcements."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class AnnouncementWritten(Event):
    announcement_id: int
    by_id: int


@dataclass(frozen=True)
class AnnouncementEnded(Event):
    """Taken back before its last day."""

    announcement_id: int
    by_id: int
