"""Events of the list of tags."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class TagSaved(Event):
    """Somebody added or changed a tag."""

    tag_id: int
    by_id: int


@dataclass(frozen=True)
class TagsMerged(Event):
    """What had the first tag has the second one now."""

    tag_id: int
    into_id: int
    by_id: int


@dataclass(frozen=True)
class TagRetired(Event):
    """It is offered to nobody any more; what has it keeps it."""

    tag_id: int
    by_id: int


@dataclass(frozen=True)
class TagRestored(Event):
    """It is offered again."""

    tag_id: int
    by_id: int
