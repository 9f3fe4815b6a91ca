"""The forum's verbs. Each is one act: allowed or refused, done or undone."""
from peoplehub.forum.actions.asking import (
    keep_question,
    post_kept_question,
    question_was_posted,
)
from peoplehub.forum.actions.boards import save_board
from peoplehub.forum.actions.following import follow, unfollow
from peoplehub.forum.actions.ordering import lock, move, pin, reveal, shorten, unlock, unpin
from peoplehub.forum.actions.writing import delete, edit, reply, start_topic

__all__ = [
    "delete", "edit", "follow", "keep_question", "lock", "move", "pin", "post_kept_question",
    "question_was_posted", "reply", "reveal",
    "save_board", "shorten",
    "start_topic", "unfollow", "unlock", "unpin",
]  # fmt: skip
