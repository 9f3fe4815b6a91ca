"""Reading how it is for advisors: for themselves, and for the coordinators."""
from peoplehub.supervision.queries.board import Row, board_for
from peoplehub.supervision.queries.load import (
    break_is_offered,
    debrief_locked,
    debriefs_for,
    heavy_notes_of,
    my_debriefs,
    notes_by,
    open_debrief_of,
    rules,
)

__all__ = [
    "Row", "board_for", "break_is_offered", "debrief_locked", "debriefs_for", "heavy_notes_of",
    "my_debriefs", "notes_by", "open_debrief_of", "rules",
]  # fmt: skip
