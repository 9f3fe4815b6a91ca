"""Events of questions that wait for an answer."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class QuestionOffered(Event):
    topic_id: int
    person_id: int


@dataclass(frozen=True)
class OffersEnded(Event):
    """A question has its answer, or is out of sight: what was offered of it is over."""

    topic_id: int


@dataclass(frozen=True)
class QuestionAssigned(Event):
    """Somebody is asked to see to it. `by_id`: of the team; None: by the rule, after most of a day.
    """

    topic_id: int
    person_id: int
    by_id: int | None


@dataclass(frozen=True)
class QuestionTaken(Event):
    """Somebody says that they will answer."""

    topic_id: int
    person_id: int


@dataclass(frozen=True)
class QuestionLetGo(Event):
    topic_id: int
    person_id: int
