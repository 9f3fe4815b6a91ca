"""Events of standing in for an advisor. They carry ids, never words."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class AdvisorWentAway(Event):
    advisor_id: int
    absence_id: int


@dataclass(frozen=True)
class AdvisorCameBack(Event):
    advisor_id: int
    absence_id: int


@dataclass(frozen=True)
class CoverAsked(Event):
    """`coordinator_id`: who asked by hand, None when the advisor named them."""

    absence_id: int
    advisor_id: int
    coordinator_id: int | None = None


@dataclass(frozen=True)
class CoverAnswered(Event):
    """`outcome`: accepted, declined, expired or withdrawn."""

    absence_id: int
    advisor_id: int
    outcome: str


@dataclass(frozen=True)
class CoverNeeded(Event):
    """The coordinators were told that nobody stands in."""

    absence_id: int


@dataclass(frozen=True)
class FamilyTold(Event):
    """A family was told that their advisor is away, or that somebody can stand in now."""

    family_cover_id: int
    parent_id: int
    advisor_id: int


@dataclass(frozen=True)
class CoverChosen(Event):
    """`choice`: cover, waits or other."""

    parent_id: int
    family_cover_id: int
    choice: str


@dataclass(frozen=True)
class CoverEnded(Event):
    """Nobody sees any more what a family gave. `cover_id`: who saw it, None where nobody did."""

    family_cover_id: int
    parent_id: int
    cover_id: int | None
    advisor_id: int


@dataclass(frozen=True)
class AnswerTaskMade(Event):
    """A family has waited longer than they were told. `cover_id`: whose task it is, None for the
    coordinators."""

    task_id: int
    advisor_id: int
    parent_id: int
    cover_id: int | None


@dataclass(frozen=True)
class AnswerTaskPassedOn(Event):
    task_id: int
    cover_id: int | None


@dataclass(frozen=True)
class AnswerTaskClosed(Event):
    """`outcome`: "answered", "none" (no answer is needed) or "in touch"."""

    task_id: int
    person_id: int | None
    outcome: str


@dataclass(frozen=True)
class AnswerHoursSet(Event):
    coordinator_id: int
    hours: int


TOLD = (FamilyTold, CoverEnded)  # of these a family is told
