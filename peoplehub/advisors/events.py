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
class TrainingExpiring(Event):
    """In 30 days or sooner."""

    advisor_id: int
    training_id: int


@dataclass(frozen=True)
class AdvisorUnheard(Event):
    """They let two requests run out, one after the other, and are paused."""

    advisor_id: int


@dataclass(frozen=True)
class BoundariesAsked(Event):
    """An advisor with a page has not ticked the lines in that version."""

    advisor_id: int
    version: int


@dataclass(frozen=True)
class BoundariesAgreed(Event):
    person_id: int
    version: int


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
class MatchEnded(Event):
    """`person_id`: who said so, None when nobody did. `ending`: see `models.SupportMatch`."""

    person_id: int | None
    match_id: int
    ending: str


@dataclass(frozen=True)
class MatchRenewed(Event):
    """Both said so; `person_id` was the second. `period`: 2 for the first renewal."""

    person_id: int
    match_id: int
    period: int


@dataclass(frozen=True)
class ReviewAsked(Event):
    match_id: int
    person_id: int
    review_id: int


@dataclass(frozen=True)
class ReviewReminded(Event):
    match_id: int
    person_id: int
    review_id: int


@dataclass(frozen=True)
class ReviewAnswered(Event):
    person_id: int
    match_id: int
    review_id: int


@dataclass(frozen=True)
class OutcomeRated(Event):
    person_id: int
    match_id: int


@dataclass(frozen=True)
class OutcomeWithdrawn(Event):
    person_id: int
    match_id: int


@dataclass(frozen=True)
class EndingMissed(Event):
    """A coordinator is told that nobody has said how a match ends."""

    match_id: int


@dataclass(frozen=True)
class CoordinatorTold(Event):
    """`reason`: a key of `models.REASONS`."""

    request_id: int
    reason: str


OF_NOTICES = (RequestAccepted, ReviewAsked, ReviewReminded, MatchEnded, MatchRenewed,
              TrainingExpiring, BoundariesAsked, AdvisorUnheard)
