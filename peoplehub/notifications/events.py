"""Events of notifications."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class NotificationsRead(Event):
    person_id: int
