"""Reading advisors and requests for one."""
from peoplehub.advisors.queries.directory import (
    Listed,
    Wanted,
    advisor_for,
    directory_for,
    families_of,
    known_profiles,
    listed,
    next_time,
    profile_of,
    training_of,
    without_profile,
)
from peoplehub.advisors.queries.figures import answer_words, usual_minutes, wait_words
from peoplehub.advisors.queries.requests import (
    desk_of,
    history_of,
    locked,
    my_requests,
    offer_for,
    open_request_of,
    open_requests_for,
    pending_for,
    pending_of,
    request_for,
    settings,
    support_of,
    words_of,
)

__all__ = [
    "Listed", "Wanted", "advisor_for", "answer_words", "desk_of", "directory_for", "families_of",
    "history_of", "known_profiles", "listed", "locked", "my_requests", "next_time", "offer_for",
    "open_request_of", "open_requests_for", "pending_for", "pending_of", "profile_of",
    "request_for", "settings", "support_of", "training_of", "usual_minutes",
    "wait_words", "without_profile",
    "words_of",
]  # fmt: skip
