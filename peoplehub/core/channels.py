"""Socket.IO channels: one for each person, and no others.

Who hears a thing is worked out by the room that tells it, at the moment it is told.
"""
from collections.abc import Iterable

from peoplehub.core.extensions import socketio


def channel_of(user_id: int) -> str:
    """The Socket.IO room name of one person."""
    return f"user:{user_id}"


def send_to(user_ids: Iterable[int], name: str, payload: dict) -> None:
    """Emit an event to every open browser of these people, whichever process holds the socket."""
    for user_id in set(user_ids):
        socketio.emit(name, payload, to=channel_of(user_id))
