"""Events of the glossary."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class GlossaryTermSaved(Event):
    """Somebody added or changed a term."""

    term_id: int
    by_id: int


@dataclass(frozen=True)
class GlossaryTermRetired(Event):
    """It is explained nowhere any more; its row is kept."""

    term_id: int
    by_id: int


@dataclass(frozen=True)
class GlossaryTermRestored(Event):
    """It is explained again."""

    term_id: int
    by_id: int


@dataclass(frozen=True)
class FirstTermsAdded(Event):
    """Somebody added those of the first terms that were not there."""

    by_id: int
