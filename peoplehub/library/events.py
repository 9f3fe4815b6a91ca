"""What happens in the library, told in the past tense."""
from dataclasses import dataclass


@dataclass(frozen=True)
class SheetPublished:
    sheet_id: int
    by_id: int


@dataclass(frozen=True)
class SheetChanged:
    """The words or the facts of a sheet are others than before; it may be a draft."""

    sheet_id: int
    by_id: int


@dataclass(frozen=True)
class SheetUnpublished:
    sheet_id: int
    by_id: int


@dataclass(frozen=True)
class SheetChecked:
    """Somebody read it again and says that it is still right."""

    sheet_id: int
    by_id: int
