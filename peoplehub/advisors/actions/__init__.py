"""Actions on advisors and on requests for one. Each is one transaction."""
from peoplehub.advisors.actions.answers import accept, decline
from peoplehub.advisors.actions.boundaries import agree
from peoplehub.advisors.actions.coordination import assign, record_training, set_offer_hours
from peoplehub.advisors.actions.match_rounds import (
    count_contacts,
    count_contacts_of,
    forget_old_matches,
    look_after,
    look_after_matches,
)
from peoplehub.advisors.actions.matches import end_for_them, finish
from peoplehub.advisors.actions.outcomes import rate, withdraw_rating
from peoplehub.advisors.actions.pending import (
    bind,
    forget_old_words,
    forget_words,
    keep_words,
    send_pending_request,
)
from peoplehub.advisors.actions.profiles import end_free, save_profile, say_free, set_hours
from peoplehub.advisors.actions.reminders import remind_advisor, remind_advisors
from peoplehub.advisors.actions.requests import (
    ask,
    cancel,
    forget_old_requests,
    open_to_all,
    pass_on,
    pass_on_due,
)
from peoplehub.advisors.actions.reviews import answer
from peoplehub.advisors.actions.silence import pause_unheard

__all__ = [
    "accept", "agree", "answer", "ask", "assign", "bind", "cancel", "count_contacts",
    "count_contacts_of", "decline", "end_for_them", "end_free", "finish", "forget_old_matches",
    "forget_old_requests", "forget_old_words", "forget_words", "keep_words", "look_after",
    "look_after_matches", "open_to_all", "pass_on", "pass_on_due", "pause_unheard", "rate",
    "record_training", "remind_advisor", "remind_advisors", "save_profile", "say_free",
    "send_pending_request", "set_hours", "set_offer_hours", "withdraw_rating",
]  # fmt: skip
