"""Queries of moderation: the queue of cases, reports, and the log."""
from peoplehub.moderation.queries.appeals import (
    appeal_in,
    appeal_of,
    case_of_appeal,
    lock_notice,
    notes_on,
    notice_for,
    notice_numbered,
    notice_to,
    notices_about,
    others_can,
    piece_named,
    reports_settled_by,
    untold_notice,
)
from peoplehub.moderation.queries.approvals import (
    approval_of,
    approval_until,
    others_shown,
    rule_of_kind,
)
from peoplehub.moderation.queries.case_pages import around, decided_before, others_by_author
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
    open_to,
    piece_of_case,
    queue_for,
    reports_in,
    waiting,
)
from peoplehub.moderation.queries.looks import has_looked
from peoplehub.moderation.queries.member_notes import (
    leads_but,
    member_note_for,
    notes_about,
    notes_beside,
    notes_to_review,
    own_note,
    own_notes,
    withheld_notes,
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
    own_report,
    report_for,
    reported_piece,
    reporters_of,
    reports_about,
    reports_by,
    reports_for,
    shown_before_hold,
)
from peoplehub.moderation.queries.routes import route_for, routes_for, team_for

__all__ = [
    "has_looked", "leads_but", "member_note_for", "notes_about", "notes_beside", "notes_to_review",
    "own_note", "own_notes", "withheld_notes",
    "route_for", "routes_for", "team_for",
    "approval_of", "approval_until", "lock_notice", "open_to", "others_shown", "own_report",
    "reports_by", "rule_of_kind",
    "around", "decided_before", "others_by_author",
    "appeal_in", "appeal_of", "case_of_appeal", "notes_on", "notice_for", "notice_numbered",
    "notice_to", "notices_about", "others_can", "piece_named", "reports_settled_by",
    "untold_notice",
    "AGES", "SIZE", "QueueItem", "Wanted", "boards_waiting", "case_for", "cases_about",
    "claimed_by", "complaints_about", "decisions_about", "decisions_for", "free_case_for",
    "held_by", "held_by_of", "locked_case", "open_report_by", "open_report_by_rule", "open_with",
    "piece_of_case",
    "queue_for", "report_for", "reported_piece", "reporters_of", "reports_about", "reports_for",
    "reports_in", "shown_before_hold", "waiting",
]  # fmt: skip
