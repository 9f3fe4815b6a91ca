"""Events of what is edited for readers."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class CheckDue(Event):
    """A piece must be checked within so many days; 0: it should have been."""

    kind: str
    piece_id: int
    days: int


@dataclass(frozen=True)
class CheckDone(Event):
    """Nobody needs to be reminded of it any more."""

    kind: str
    piece_id: int
    by_id: int


@dataclass(frozen=True)
class EasyReadAsked(Event):
    """Readers ask for an easy read of a piece, for the first time since there is none."""

    kind: str
    piece_id: int


@dataclass(frozen=True)
class EasyReadOutdated(Event):
    """A piece was changed and its easy read was not."""

    kind: str
    piece_id: int
    by_id: int


@dataclass(frozen=True)
class EasyReadDone(Event):
    """A piece has an easy read that says what it says."""

    kind: str
    piece_id: int
    by_id: int


@dataclass(frozen=True)
class PendingChangeSaved(Event):
    """Other words wait for a piece that is out."""

    kind: str
    piece_id: int
    by_id: int


@dataclass(frozen=True)
class PendingChangeDiscarded(Event):
    """Words that waited for a piece that is out are gone, without being published."""

    kind: str
    piece_id: int
    by_id: int | None


@dataclass(frozen=True)
class ReviewRequested(Event):
    """Somebody who did not write it is to read a piece before it is published."""

    kind: str
    piece_id: int
    by_id: int


@dataclass(frozen=True)
class ReviewApproved(Event):
    """A second person read it and found it right."""

    kind: str
    piece_id: int
    by_id: int


@dataclass(frozen=True)
class ChangeWanted(Event):
    """A second person read it and asks for a change before it is published."""

    kind: str
    piece_id: int
    by_id: int


@dataclass(frozen=True)
class PublishedWithoutReview(Event):
    """An administrator published it although no second person had approved it."""

    kind: str
    piece_id: int
    by_id: int
    reason: str


@dataclass(frozen=True)
class ReviewEnded(Event):
    """Nothing of a piece waits to be published any more."""

    kind: str
    piece_id: int
    by_id: int | None


@dataclass(frozen=True)
class PublicationScheduled(Event):
    """It is published on that day, YYYY-MM-DD; "": on no day."""

    kind: str
    piece_id: int
    by_id: int
    day: str


@dataclass(frozen=True)
class ScheduledPublicationMissed(Event):
    """Its day came, and it could not be published."""

    kind: str
    piece_id: int


@dataclass(frozen=True)
class TranslationOutdated(Event):
    """A translation says something else than its original, which was changed."""

    kind: str
    piece_id: int
    by_id: int


@dataclass(frozen=True)
class TranslationDone(Event):
    """A translation says what its original says again."""

    kind: str
    piece_id: int
    by_id: int


@dataclass(frozen=True)
class TranslationPublished(Event):
    """Readers have it in that language; `original_id` is what it says again."""

    kind: str
    piece_id: int
    by_id: int
    original_id: int
    language: str
