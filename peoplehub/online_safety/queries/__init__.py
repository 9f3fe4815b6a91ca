"""Queries of online safety: requests, files of which no copy is taken, evidence."""
from peoplehub.online_safety.queries.addresses import piece_at, piece_numbered
from peoplehub.online_safety.queries.evidence import (
    evidence_for,
    evidence_of,
    evidence_past,
    files_in_use,
    freezable,
    has_lead,
    kept_for,
    locked_evidence,
    references_past,
    steps_of,
    timeline_of,
)
from peoplehub.online_safety.queries.files import (
    block_for,
    blocked_for,
    blocked_in,
    copies_of,
    is_blocked,
    unhashed_keys,
    unsearched,
)
from peoplehub.online_safety.queries.requests import (
    locked_request,
    reports_past,
    request_for,
    request_with,
    requests_past,
)

__all__ = [
    "block_for", "blocked_for", "blocked_in", "copies_of", "evidence_for", "evidence_of",
    "evidence_past", "files_in_use", "freezable", "has_lead", "is_blocked", "kept_for",
    "locked_evidence", "locked_request", "piece_at", "piece_numbered", "references_past",
    "reports_past", "request_for", "request_with", "requests_past", "steps_of",
    "timeline_of", "unhashed_keys", "unsearched",
]  # fmt: skip
