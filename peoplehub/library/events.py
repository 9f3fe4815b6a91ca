"""Events of the library."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class SheetChecked(Event):
    """Somebody read it again and says that it is still right."""

    sheet_id: int
    by_id: int
