"""What notifications do when something happens, by the room in which it happens."""
from peoplehub.notifications.listeners.accounts import tell_of_standing
from peoplehub.notifications.listeners.advisors import tell_of_advising
from peoplehub.notifications.listeners.cover import OF_COVER
from peoplehub.notifications.listeners.editorial import OF_EDITING
from peoplehub.notifications.listeners.forum import (
    OF_TAGS,
    follow_move,
    forget_for_one,
    forget_where_closed,
    tell_of_board,
)
from peoplehub.notifications.listeners.inbox import OF_INBOX, forget_closed
from peoplehub.notifications.listeners.messages import forget_conversation, tell_of_message
from peoplehub.notifications.listeners.moderation import (
    tell_of_case,
    tell_of_decision,
    tell_reporter,
)
from peoplehub.notifications.listeners.notifications import count_again, forget_what_was_read
from peoplehub.notifications.listeners.publications import (
    count_for_piece,
    keep_mentions,
    tell_of_change,
    tell_of_new,
)
from peoplehub.notifications.listeners.reactions import OF_TAPS
from peoplehub.notifications.listeners.safeguarding import tell_of_opening
from peoplehub.notifications.listeners.support import tell_of_support
from peoplehub.notifications.listeners.unanswered import OF_QUESTIONS
from peoplehub.notifications.listeners.withdrawals import forget_withdrawn
from peoplehub.notifications.mention_renames import rename_mentions

__all__ = [
    "OF_COVER", "OF_EDITING", "OF_INBOX", "OF_QUESTIONS", "OF_TAGS", "OF_TAPS", "follow_move",
    "forget_for_one", "tell_of_board",
    "count_again", "count_for_piece", "forget_conversation", "forget_what_was_read",
    "forget_closed", "forget_where_closed", "forget_withdrawn", "keep_mentions", "rename_mentions",
    "tell_of_advising", "tell_of_case", "tell_of_change", "tell_of_decision", "tell_of_message",
    "tell_of_new", "tell_of_opening", "tell_of_support", "tell_of_standing", "tell_reporter",
]  # fmt: skip
