"""Tables of moderation: reports, cases and the log of decisions."""
from peoplehub.moderation.models.approvals import KindRule, PersonApproval
from peoplehub.moderation.models.cases import (
    APPEAL,
    CLAIMED_FOR,
    GRAVE,
    HANDED_OVER,
    HELD,
    JOIN,
    LETTER,
    OPENED_BY,
    REPORT,
    REQUEST,
    Case,
    targets,
)
from peoplehub.moderation.models.decisions import (
    OF_PERSON,
    OVERTURNED,
    QUIET,
    SCREEN,
    STEPS,
    UPHELD,
    Appeal,
    CaseNote,
    DecisionNotice,
    RemovedPiece,
)
from peoplehub.moderation.models.looks import FROM_QUEUE, LOOKED_FOR, NEXT, SECOND_EYES, CaseLook
from peoplehub.moderation.models.member_notes import KEPT_FOR, MemberNote, fades
from peoplehub.moderation.models.reports import (
    ALL_REASONS,
    REASONS,
    Decision,
    Report,
    Reported,
)
from peoplehub.moderation.models.routes import CaseRoute
from peoplehub.moderation.models.support import (
    SENTENCES,
    DebriefNote,
    SecondOpinion,
    ThankYou,
)
from peoplehub.moderation.models.wellbeing import (
    BreakRules,
    CaseExposure,
    CaseSubject,
    ModeratorBreak,
)

__all__ = [
    "ALL_REASONS", "APPEAL", "CLAIMED_FOR", "GRAVE", "HANDED_OVER", "HELD", "JOIN", "LETTER",
    "OF_PERSON", "OPENED_BY", "OVERTURNED", "QUIET", "REASONS", "REPORT", "REQUEST", "SCREEN",
    "SENTENCES", "STEPS", "UPHELD", "KEPT_FOR", "FROM_QUEUE", "LOOKED_FOR", "NEXT", "SECOND_EYES",
    "CaseLook", "DebriefNote", "MemberNote", "SecondOpinion", "ThankYou", "fades",
    "Appeal", "BreakRules", "Case", "CaseExposure", "CaseNote", "CaseSubject", "ModeratorBreak",
    "CaseRoute", "Decision", "DecisionNotice", "KindRule",
    "PersonApproval", "RemovedPiece", "Report", "Reported", "targets",
]  # fmt: skip
