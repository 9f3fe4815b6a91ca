"""Queries of moderation: the queue of cases, reports, and the log."""
from peoplehub.moderation.queries.cases import (
    AGES,
    SIZE,
    QueueItem,
    Wanted,
    boards_waiting,
    case_for,
    cases_about,
    claimed_by,
    free_case_for,
    locked_case,
    piece_of_case,
    queue_for,
    reports_in,
    waiting,
)
from peoplehub.moderation.queries.reports import (
    complaints_about,
    decisions_about,
    decisions_for,
    held_by,
    held_by_of,
    open_report_by,
    open_report_by_rule,
    open_with,
    report_for,
    reported_piece,
    reporters_of,
    reports_about,
    reports_for,
)

__all__ = [
    "AGES", "SIZE", "QueueItem", "Wanted", "boards_waiting", "case_for", "cases_about",
    "claimed_by", "complaints_about", "decisions_about", "decisions_for", "free_case_for",
    "held_by", "held_by_of", "locked_case", "open_report_by", "open_report_by_rule", "open_with",
    "piece_of_case",
    "queue_for", "report_for", "reported_piece", "reporters_of", "reports_about", "reports_for",
    "reports_in", "waiting",
]  # fmt: skip
