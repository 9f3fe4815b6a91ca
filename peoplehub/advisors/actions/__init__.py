"""Actions on advisors and on requests for one. Each is one transaction."""
from peoplehub.advisors.actions.answers import accept, decline, end
from peoplehub.advisors.actions.coordination import assign, record_training, set_offer_hours
from peoplehub.advisors.actions.pending import (
    bind,
    forget_old_words,
    forget_words,
    keep_words,
    send_pending_request,
)
from peoplehub.advisors.actions.profiles import end_free, save_profile, say_free, set_hours
from peoplehub.advisors.actions.requests import (
    ask,
    cancel,
    forget_old_requests,
    open_to_all,
    pass_on,
    pass_on_due,
)

__all__ = [
    "accept", "ask", "assign", "bind", "cancel", "decline", "end", "end_free", "forget_old_words",
    "forget_old_requests", "forget_words", "keep_words", "open_to_all", "pass_on", "pass_on_due",
    "record_training", "save_profile", "say_free", "send_pending_request", "set_hours",
    "set_offer_hours",
]  # fmt: skip
