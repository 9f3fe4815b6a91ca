"""Actions of moderation."""
from peoplehub.moderation.actions.cases import claim, let_go, next_case
from peoplehub.moderation.actions.decisions import (
    hide,
    hold,
    hold_piece,
    lift_suspension,
    release,
    report,
    report_by_rule,
    restore,
    settle,
    suspend,
)

__all__ = [
    "claim", "hide", "hold", "hold_piece", "let_go", "lift_suspension", "next_case", "release",
    "report", "report_by_rule", "restore", "settle", "suspend",
]  # fmt: skip
