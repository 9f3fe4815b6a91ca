"""Events of handouts."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class GlanceWritten(Event):
    """Somebody wrote what stands on the page at a glance of a sheet."""

    sheet_id: int
    by_id: int


@dataclass(frozen=True)
class PackAsked(Event):
    """Somebody asked for a pack. Nobody asks who."""

    pack_id: int
