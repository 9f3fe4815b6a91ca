"""Reading advisors, requests for one, and matches."""
from peoplehub.advisors.queries.boundaries import agreed_at, agreements_of
from peoplehub.advisors.queries.directory import (
    Listed,
    Wanted,
    advisor_for,
    best_for,
    directory_for,
    former_profile_of,
    knowing,
    known_profiles,
    listed,
    next_time,
    not_offered,
    profile_of,
    training_of,
    why_not_offered,
    without_profile,
)
from peoplehub.advisors.queries.figures import (
    answer_words,
    is_unheard,
    ran_out,
    usual_minutes,
    wait_words,
)
from peoplehub.advisors.queries.matches import (
    families_of,
    former_advisors,
    locked_match,
    match_for,
    match_in,
    match_of,
    matches_of,
    open_matches,
    support_of,
    without_ending,
)
from peoplehub.advisors.queries.outcomes import rating_of
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
    words_of,
)

__all__ = [
    "Listed", "Wanted", "advisor_for", "agreed_at", "agreements_of", "answer_words",
    "best_for", "desk_of",
    "directory_for", "families_of", "former_advisors", "former_profile_of", "history_of",
    "is_unheard", "knowing", "known_profiles", "listed", "locked", "locked_match", "match_for",
    "match_in",
    "match_of", "matches_of", "my_requests", "next_time", "not_offered", "offer_for",
    "open_matches", "open_request_of", "open_requests_for", "pending_for", "pending_of",
    "profile_of", "ran_out", "rating_of", "request_for", "settings", "support_of", "training_of",
    "usual_minutes", "wait_words", "why_not_offered", "without_ending", "without_profile",
    "words_of",
]  # fmt: skip
