"""Events of backups."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class BackupRan(Event):
    """One was made or rehearsed, or could not be."""

    verb: str
    name: str
    is_good: bool
