"""Tables of advisors who are away, who stands in, and families who have waited too long."""
from peoplehub.cover.models.absences import (
    BREAK,
    COVERED,
    ILL,
    KINDS_OF_ABSENCE,
    OTHER,
    PLANNED,
    WAITS,
    AdvisorAbsence,
    CoverRequest,
)
from peoplehub.cover.models.answer_tasks import (
    ANSWERED,
    IN_TOUCH,
    NEEDS_NONE,
    AnswerHours,
    AnswerTask,
)
from peoplehub.cover.models.families import FamilyCover, GivenMessage

__all__ = [
    "ANSWERED", "BREAK", "COVERED", "ILL", "IN_TOUCH", "KINDS_OF_ABSENCE", "NEEDS_NONE", "OTHER",
    "PLANNED", "WAITS", "AdvisorAbsence", "AnswerHours", "AnswerTask", "CoverRequest",
    "FamilyCover", "GivenMessage",
]  # fmt: skip
