"""Permissions on the forum. Predicates only: nothing here changes anything."""
from peoplehub.forum.policy.board_members import (
    may_answer_team,
    may_ask_to_join,
    may_decide_request,
    may_keep_members,
    may_see_front,
    may_see_members,
    may_see_request,
    may_withdraw,
)
from peoplehub.forum.policy.reactions import may_react
from peoplehub.forum.policy.topic_moderation import (
    may_keep_boards,
    may_moderate_topic,
    may_reveal,
    may_set_board_rules,
    may_summarize,
)
from peoplehub.forum.policy.topics import (
    is_askers,
    may_edit,
    may_enter,
    may_reply,
    may_see,
    may_start,
)

__all__ = [
    "may_ask_to_join", "may_decide_request", "may_keep_members", "may_see_front",
    "may_see_members", "may_see_request", "may_withdraw",
    "is_askers", "may_answer_team", "may_edit", "may_enter", "may_keep_boards",
    "may_moderate_topic", "may_react", "may_reply", "may_reveal", "may_see", "may_set_board_rules",
    "may_start", "may_summarize",
]  # fmt: skip
