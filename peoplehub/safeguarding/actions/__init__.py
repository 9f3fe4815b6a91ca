"""Actions of safeguarding: words of danger, and cases."""
from peoplehub.safeguarding.actions.access import (
    ask_for_review,
    destroy_access,
    open_conversation,
    tell_now,
    tell_when_due,
    withhold,
)
from peoplehub.safeguarding.actions.cases import accept, hand_over, look, offer, open_by_hand
from peoplehub.safeguarding.actions.danger import (
    LEAST_FOUND,
    MOST_FALSE,
    note_in_enquiry,
    note_in_piece,
    save_rules,
    tell_team,
    try_rules,
)
from peoplehub.safeguarding.actions.pdf import prepare_pdf
from peoplehub.safeguarding.actions.records import add_evidence, decide, do_steps, note, tell
from peoplehub.safeguarding.actions.retention import destroy, destroy_due, keep
from peoplehub.safeguarding.actions.return_signals import dismiss_signal, make_signals
from peoplehub.safeguarding.actions.showing import show_messages

__all__ = [
    "dismiss_signal", "make_signals",
    "LEAST_FOUND", "MOST_FALSE", "accept", "add_evidence", "ask_for_review", "decide", "destroy",
    "destroy_access", "destroy_due",
    "do_steps", "hand_over", "keep", "look", "note", "note_in_enquiry", "note_in_piece", "offer",
    "open_by_hand", "open_conversation", "prepare_pdf", "save_rules", "show_messages", "tell",
    "tell_now", "tell_team", "tell_when_due", "try_rules", "withhold",
]  # fmt: skip
