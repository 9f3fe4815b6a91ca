"""Events of the library."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class SheetChecked(Event):
    """Somebody read it again and says that it is still right."""

    sheet_id: int
    by_id: int


@dataclass(frozen=True)
class DocumentReleased(Event):
    """The document of a sheet was checked for viruses and is clean: readers get it."""

    kind: str
    piece_id: int


@dataclass(frozen=True)
class DocumentRead(Event):
    """What is in the document of a sheet is known: its words are found by search."""

    kind: str
    piece_id: int


@dataclass(frozen=True)
class HarmfulDocumentRemoved(Event):
    """A document that waited to be checked for viruses turned out to hold something harmful."""

    kind: str
    piece_id: int


@dataclass(frozen=True)
class TranslationStarted(Event):
    """A draft in another language."""

    sheet_id: int
    original_id: int
    language: str
    by_id: int


@dataclass(frozen=True)
class SheetLanguageSet(Event):
    """It was written in that language."""

    sheet_id: int
    language: str
    by_id: int


@dataclass(frozen=True)
class SheetReplaced(Event):
    """Another sheet has taken its place; None: its place is its own again."""

    sheet_id: int
    newer_id: int | None
    by_id: int


@dataclass(frozen=True)
class FolderSent(Event):
    """Somebody sent many documents at once; each becomes a draft, with an event of its own."""

    upload_id: int
    by_id: int
