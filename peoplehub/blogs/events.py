"""Events of blogs that are of no other kind."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class EntryRead(Event):
    """Somebody has read an entry, and what is said below it up to a comment. Not recorded: it is
    nobody else's business."""

    person_id: int
    entry_id: int
    comment_id: int
