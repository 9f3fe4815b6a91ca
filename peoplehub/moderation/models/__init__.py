"""Tables of moderation: reports, cases and the log of decisions."""
from peoplehub.moderation.models.cases import (
    APPEAL,
    CLAIMED_FOR,
    GRAVE,
    HELD,
    LETTER,
    OPENED_BY,
    REPORT,
    Case,
    targets,
)
from peoplehub.moderation.models.reports import (
    ALL_REASONS,
    REASONS,
    Decision,
    Report,
    Reported,
)

__all__ = [
    "ALL_REASONS", "APPEAL", "CLAIMED_FOR", "GRAVE", "HELD", "LETTER", "OPENED_BY", "REASONS",
    "REPORT", "Case", "Decision", "Report", "Reported", "targets",
]  # fmt: skip
