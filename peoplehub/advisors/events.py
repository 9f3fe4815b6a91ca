"""Events of peer advisors and of requests for one."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class AvailabilityChanged(Event):
    """`what`: "hours", "free now" or "not free now"."""

    advisor_id: int
    what: str


@dataclass(frozen=True)
class TrainingRecorded(Event):
    coordinator_id: int
    advisor_id: int
    training_id: int


@dataclass(frozen=True)
class AdvisorSettingsChanged(Event):
    coordinator_id: int
    offer_hours: int


@dataclass(frozen=True)
class AdvisorRequested(Event):
    person_id: int
    request_id: int


@dataclass(frozen=True)
class RequestOffered(Event):
    """`coordinator_id`: who assigned it by hand, None when the rule did."""

    request_id: int
    advisor_id: int
    coordinator_id: int | None = None


@dataclass(frozen=True)
class RequestAccepted(Event):
    advisor_id: int
    request_id: int
    conversation_id: int


@dataclass(frozen=True)
class OfferDeclined(Event):
    advisor_id: int
    request_id: int


@dataclass(frozen=True)
class OfferExpired(Event):
    advisor_id: int
    request_id: int


@dataclass(frozen=True)
class RequestCancelled(Event):
    person_id: int
    request_id: int


@dataclass(frozen=True)
class RequestOpened(Event):
    """The person wants whoever is free first, not only the advisor whom they chose."""

    person_id: int
    request_id: int


@dataclass(frozen=True)
class SupportEnded(Event):
    person_id: int
    request_id: int


@dataclass(frozen=True)
class CoordinatorTold(Event):
    """`reason`: a key of `models.REASONS`."""

    request_id: int
    reason: str
