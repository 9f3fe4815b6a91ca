"""Queries of safeguarding: the rules for words of danger, and cases."""
from peoplehub.safeguarding.queries.access import (
    access_for,
    access_to_review,
    accesses_for,
    locked_access,
    old_access_ids,
    openings_told,
    untold_access_ids,
)
from peoplehub.safeguarding.queries.cases import (
    case_for,
    cases_about,
    cases_for,
    due_ids,
    evidence_for,
    evidence_of,
    files_in_use,
    is_open_to,
    leads_but,
    locked_case,
    looks_at,
    open_case_about,
    open_count,
    others_than,
    timeline_entry,
    timeline_of,
)
from peoplehub.safeguarding.queries.danger import (
    additions_in_force,
    rules_in_force,
    sign_in_words,
    versions_for,
    was_seen,
)
from peoplehub.safeguarding.queries.fooled import wrote_with
from peoplehub.safeguarding.queries.return_signals import (
    MOST_ACCOUNTS,
    open_signals,
    returns_in_force,
    shut_out_in,
    signal_for,
    signals_for,
)

__all__ = [
    "MOST_ACCOUNTS", "open_signals", "returns_in_force", "shut_out_in", "signal_for", "signals_for",
    "access_for", "access_to_review", "accesses_for", "additions_in_force", "case_for",
    "cases_about", "cases_for", "due_ids", "files_in_use", "evidence_for",
    "evidence_of", "is_open_to", "leads_but",
    "locked_access", "locked_case", "looks_at", "old_access_ids", "open_case_about",
    "open_count", "openings_told", "others_than", "rules_in_force", "sign_in_words",
    "timeline_entry", "timeline_of", "untold_access_ids", "versions_for", "was_seen",
    "wrote_with",
]  # fmt: skip
