"""Queries of the queue while nobody is there, and of the notes that are handed over."""
from peoplehub.handover.queries.notes import (
    NOTED_EVERY,
    handed_over_until,
    is_after_gap,
    is_note_due,
    is_visit_new,
    just_begun,
    notes_for,
    on_duty_or_next,
    remarks_between,
    unread_note_for,
)
from peoplehub.handover.queries.presence import others_there
from peoplehub.handover.queries.unattended import (
    are_helpers_asked,
    for_helper,
    held_before,
    held_since_before,
    hours,
    last_there,
    piece_for_helper,
    piece_held,
)

__all__ = [
    "NOTED_EVERY", "are_helpers_asked", "for_helper", "handed_over_until", "held_before",
    "held_since_before", "hours", "is_after_gap", "is_note_due", "is_visit_new", "just_begun",
    "last_there", "others_there", "notes_for", "on_duty_or_next", "piece_for_helper", "piece_held",
    "remarks_between", "unread_note_for",
]  # fmt: skip
