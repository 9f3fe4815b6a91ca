"""Which rules hold for the replies of a topic at this moment, and as its members read them. Pure
functions of the columns of a topic and its board."""
from datetime import datetime
from typing import NamedTuple

from peoplehub.core import approval, clock, formatting
from peoplehub.forum.models.protocols import TopicColumns

SPEEDS = {5: "5 minutes", 15: "15 minutes", 60: "hour", 360: "6 hours", 1440: "day"}
THIS_TOPIC = "Replies to this topic are looked at before others see them."
EVERYTHING = "Every post in this board is looked at before others see it."
OF_NEW = {
    approval.FIRST: "The first post of somebody new is looked at before others see it.",
    approval.FIRST_THREE: "The first three posts of somebody new are looked at before others see "
                          "them.",
}


class RepliesRule(NamedTuple):
    """One rule as members read it, and why a moderator set it. `waits`: whether what they write is
    looked at first."""

    sentence: str
    reason: str
    waits: bool


def slow_minutes(topic: TopicColumns) -> int:
    """How long one person waits between two replies: by the topic's own rule while it holds, or by
    its board's."""
    own = topic.slow_minutes if _is_current(topic.slow_until) else 0
    return max(own, topic.board.slow_minutes)


def is_looked_at(topic: TopicColumns) -> bool:
    """Whether the topic itself has its replies looked at before they are shown."""
    return topic.approval_at is not None and _is_current(topic.approval_until)


def rules_of(topic: TopicColumns) -> list[RepliesRule]:
    """Those that hold for a reply, the strictest of each sort."""
    return [rule for rule in (_looked_at(topic), _slow(topic)) if rule]


def rules_of_board(board_approval: str, reason: str) -> list[RepliesRule]:
    """Those that hold for a new topic."""
    if board_approval == approval.EVERY:
        return [RepliesRule(EVERYTHING, reason, True)]
    return [RepliesRule(OF_NEW[board_approval], reason, True)] if board_approval in OF_NEW else []


def in_words(minutes: int) -> str:
    """one reply an hour each; one reply in 15 minutes each"""
    span = SPEEDS.get(minutes, f"{minutes} minutes")
    article = {"hour": "an", "day": "a"}.get(span, "in")
    return f"one reply {article} {span} each"


def _looked_at(topic: TopicColumns) -> RepliesRule | None:
    if is_looked_at(topic):
        return RepliesRule(THIS_TOPIC + _until(topic.approval_until), topic.approval_reason, True)
    of_board = rules_of_board(topic.board.approval, topic.board.rules_reason)
    return of_board[0] if of_board else None


def _slow(topic: TopicColumns) -> RepliesRule | None:
    minutes = slow_minutes(topic)
    if not minutes:
        return None
    is_own = topic.slow_minutes == minutes and _is_current(topic.slow_until)
    until, reason = (topic.slow_until, topic.slow_reason) if is_own else (
        None, topic.board.rules_reason)
    return RepliesRule(f"This topic is slow: {in_words(minutes)}." + _until(until), reason, False)


def _until(moment: datetime | None) -> str:
    return f" This ends {formatting.coming(moment)}." if moment else ""


def _is_current(until: datetime | None) -> bool:
    return until is None or until > clock.now()
