"""Events of notifications."""
from dataclasses import dataclass

from peoplehub.core.events import Event
from peoplehub.reactions.events import OF_REACTIONS


@dataclass(frozen=True)
class NotificationsRead(Event):
    person_id: int


UNRECORDED = {NotificationsRead, *OF_REACTIONS}  # of reactions only two people are to know
