"""Actions of online safety."""
from peoplehub.online_safety.actions.accounts import remove_account
from peoplehub.online_safety.actions.evidence import (
    destroy,
    do_step,
    forget_reference,
    freeze,
    open_evidence,
    put_back,
)
from peoplehub.online_safety.actions.files import keep_cuts, keep_hashes, take_down_copies, unblock
from peoplehub.online_safety.actions.requests import (
    answer,
    ask_removal,
    complain,
    place,
    warn_of_deadline,
)

__all__ = [
    "answer", "ask_removal", "complain", "destroy", "do_step", "forget_reference", "freeze",
    "keep_cuts", "keep_hashes", "open_evidence", "place", "put_back", "remove_account",
    "take_down_copies", "unblock", "warn_of_deadline",
]  # fmt: skip
