"""The forum's verbs. Each is one act: allowed or refused, done or undone."""
from peoplehub.forum.actions.following import follow, unfollow
from peoplehub.forum.actions.ordering import lock, move, pin, reveal, shorten, unlock, unpin
from peoplehub.forum.actions.writing import delete, edit, reply, start_topic

__all__ = [
    "delete", "edit", "follow", "lock", "move", "pin", "reply", "reveal", "shorten",
    "start_topic", "unfollow", "unlock", "unpin",
]  # fmt: skip
