"""Events of administration."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class LetterOpened(Event):
    """Somebody of the site team read a letter to somebody else."""

    admin_id: int
    letter_id: int
