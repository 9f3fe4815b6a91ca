"""What events have in common that is no parent class."""
from typing import Protocol


class AboutPiece(Protocol):
    """An event that is about one piece, or one person."""

    @property
    def kind(self) -> str: ...

    @property
    def piece_id(self) -> int: ...
