"""What happens where the site is kept."""
from dataclasses import dataclass


@dataclass(frozen=True)
class LetterOpened:
    """Somebody of the site team read a letter to somebody else."""

    admin_id: int
    letter_id: int
