"""Of what a member hears on their devices: kinds that each ticks, the same for all their devices,
and the times at which nothing of it comes up."""
from datetime import datetime

from peoplehub.accounts import email_kinds, email_times

STORED_AS = "push_kinds"  # in a person's preferences
MESSAGES, ANSWERS, FOLLOWED = "messages", "answers", "followed"
KINDS = {
    MESSAGES: "Private messages to me",
    ANSWERS: "Answers to me, my name, and other news for me",
    FOLLOWED: "What is new in what I follow",
}
AT_FIRST = (MESSAGES, ANSWERS)  # ticked until somebody chooses


def ticked_by(preferences: dict) -> list[str]:
    return [kind for kind in KINDS if kind in preferences.get(STORED_AS, ())]


def heard_now(preferences: dict, now: datetime) -> list[str]:
    """Nothing in a quiet time, in quiet hours and in a pause."""
    rests = email_kinds.QUIET_SINCE in preferences or email_times.leaves_at(preferences, now)
    return [] if rests else ticked_by(preferences)
