"""Events of online safety. They carry ids and short codes; `reason` is typed by somebody, and goes
beside the line of the record."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class RequestReceived(Event):
    """`kind`: a key of `models.requests.KINDS`."""

    request_id: int
    kind: str


@dataclass(frozen=True)
class RequestPlaced(Event):
    """Somebody of the team found the picture that the request is about."""

    request_id: int
    moderator_id: int
    report_id: int


@dataclass(frozen=True)
class RequestDecided(Event):
    request_id: int
    moderator_id: int
    outcome: str


@dataclass(frozen=True)
class FileBlocked(Event):
    """No copy of that file is taken any more. `moderator_id`: None for one found by hash."""

    block_id: int
    moderator_id: int | None


@dataclass(frozen=True)
class HarmfulFileRefused(Event):
    """`signature`: what the check for viruses calls what it found."""

    signature: str


@dataclass(frozen=True)
class FileUnblocked(Event):
    block_id: int
    moderator_id: int
    reason: str


@dataclass(frozen=True)
class ContentFrozen(Event):
    evidence_id: int
    moderator_id: int


@dataclass(frozen=True)
class EvidenceOpened(Event):
    """A lead read what was frozen."""

    evidence_id: int
    moderator_id: int
    reason: str


@dataclass(frozen=True)
class EvidenceStepDone(Event):
    evidence_id: int
    moderator_id: int
    outcome: str  # a key of `models.evidence.STEPS`


@dataclass(frozen=True)
class ContentPutBack(Event):
    evidence_id: int
    moderator_id: int
    reason: str


@dataclass(frozen=True)
class EvidenceDestroyed(Event):
    evidence_id: int


@dataclass(frozen=True)
class AccountRemoved(Event):
    """For a proscribed organisation."""

    user_id: int
    moderator_id: int
    reason: str
