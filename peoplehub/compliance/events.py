"""Events of the compliance register: what was written in it, and by whom; never the words."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class AccountablePersonNamed(Event):
    admin_id: int


@dataclass(frozen=True)
class DocumentChanged(Event):
    """A draft of a document was begun or changed. `kind`: a key of `documents.DOCUMENTS`."""

    admin_id: int
    kind: str
    piece_id: int  # of the version


@dataclass(frozen=True)
class DocumentAdopted(Event):
    admin_id: int
    kind: str
    piece_id: int


@dataclass(frozen=True)
class MeasureRecorded(Event):
    admin_id: int
    piece_id: int


@dataclass(frozen=True)
class MeasureEnded(Event):
    admin_id: int
    piece_id: int


@dataclass(frozen=True)
class DecisionRecorded(Event):
    """`kind`: a key of `decisions.SUBJECTS`."""

    admin_id: int
    kind: str
    piece_id: int
