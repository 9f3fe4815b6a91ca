"""Actions of the queue while nobody is there, and of handing it over."""
from peoplehub.handover.actions.notes import (
    leave_remark,
    note_reading,
    note_visit,
    write_due_note,
    write_note_of_shift,
)
from peoplehub.handover.actions.releases import release, release_by_rule, release_due, set_hours

__all__ = [
    "leave_remark", "note_reading", "note_visit", "release", "release_by_rule", "release_due",
    "set_hours", "write_due_note", "write_note_of_shift",
]  # fmt: skip
