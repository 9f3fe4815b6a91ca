"""Events of the words that editors say mean the same."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class SynonymsSaved(Event):
    """Somebody added or changed words that mean the same."""

    group_id: int
    by_id: int


@dataclass(frozen=True)
class SynonymsRemoved(Event):
    """Those words are looked up each by itself again."""

    group_id: int
    by_id: int
