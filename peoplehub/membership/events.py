"""Events of requests to join."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class JoinRequested(Event):
    person_id: int
    request_id: int


@dataclass(frozen=True)
class JoinQuestionAsked(Event):
    moderator_id: int
    request_id: int


@dataclass(frozen=True)
class JoinQuestionAnswered(Event):
    person_id: int
    request_id: int


@dataclass(frozen=True)
class JoinDecided(Event):
    """`outcome`: "accepted" or "declined"."""

    moderator_id: int
    request_id: int
    outcome: str


@dataclass(frozen=True)
class JoinWordsDeleted(Event):
    """What those wrote who were not let in is deleted, after its time."""

    how_many: int


OF_REQUESTS = (JoinRequested, JoinQuestionAsked, JoinQuestionAnswered, JoinDecided)
