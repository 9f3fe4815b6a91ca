"""Actions of the forum. Each is one transaction: allowed or refused, committed or rolled back."""
from peoplehub.forum.actions.board_members import (
    accept_request,
    add_member,
    ask_to_join,
    decline_request,
    leave_board,
    remove_member,
    show_membership,
    withdraw_request,
)
from peoplehub.forum.actions.board_questions import answer_team, ask_back
from peoplehub.forum.actions.boards import save_board
from peoplehub.forum.actions.following import follow, unfollow
from peoplehub.forum.actions.pending_questions import (
    post_pending_question,
    question_was_posted,
    save_question,
)
from peoplehub.forum.actions.post_moves import merge, move_posts, split
from peoplehub.forum.actions.posts import delete, edit, start_topic, words_of
from peoplehub.forum.actions.reading import mark_read
from peoplehub.forum.actions.replies import reply
from peoplehub.forum.actions.reply_rules import (
    end_slow,
    look_first,
    reopen,
    reopen_topics,
    set_board_rules,
    show_at_once,
    slow_down,
)
from peoplehub.forum.actions.topic_moderation import (
    choose_sheet,
    lock,
    move,
    pin,
    reveal,
    summarize,
    tag_topic,
    unlock,
    unpin,
)

__all__ = [
    "accept_request", "add_member", "answer_team", "ask_back", "ask_to_join", "choose_sheet",
    "decline_request",
    "leave_board", "remove_member", "show_membership", "withdraw_request",
    "delete", "edit", "end_slow", "follow", "save_question", "lock", "look_first", "mark_read",
    "merge", "move", "move_posts", "pin",
    "post_pending_question",
    "question_was_posted", "reopen", "reopen_topics", "reply", "reveal",
    "save_board", "set_board_rules", "show_at_once", "slow_down", "split", "summarize",
    "start_topic", "tag_topic", "unfollow", "unlock", "unpin", "words_of",
]  # fmt: skip
