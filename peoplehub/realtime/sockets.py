"""Socket.IO handlers: connecting, typing, presence. Whatever people write goes over HTTP."""
import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from typing import Any, cast

from flask import current_app, request
from flask_socketio import disconnect, join_room

from peoplehub.accounts.auth import viewer
from peoplehub.accounts.models import User
from peoplehub.core import limits
from peoplehub.core.channels import channel_of
from peoplehub.core.errors import NotFound, Refused, TooMany, found
from peoplehub.core.url_routing import LARGEST_NUMBER
from peoplehub.forum import queries as forum
from peoplehub.messages import policy, queries as messages
from peoplehub.realtime import broadcasts, presence, session_watch
from peoplehub.realtime.protocol import UNKNOWN
from peoplehub.realtime.request_priority import CONNECTIONS

log = logging.getLogger(__name__)


def heard(*fields: str) -> Callable:
    """Guard a handler. None of the checks of a request run on a socket, so they are all here: the
    session is open in the database now, the payload holds these whole numbers and is not too
    frequent. The handler gets the person and the numbers, and what it may not see is not found."""

    def guard(handler: Callable) -> Callable:
        @wraps(handler)
        def guarded(payload: object = None, *_more: object) -> dict:
            person = viewer()
            if person.id is None or person.is_suspended:
                disconnect()
                return {"ok": False}
            try:
                limits.ask("socket", person.id)
                handler(person, *_numbers(payload, fields))
            except TooMany:
                log.warning("a socket of person %s says too much and is closed", person.id)
                disconnect()
                return {"ok": False}
            except Refused as refusal:
                return {"ok": False, "error": str(refusal)}
            return {"ok": True}

        return guarded

    return guard


def connect(auth: object = None) -> bool:
    """A signed-in browser hears its person's own channel and no other, whatever it asks."""
    with _turn():
        return _connect()


def _turn() -> AbstractContextManager:
    """Where pages are drawn in the same process."""
    priority = current_app.extensions.get("priority")
    return priority.turn(CONNECTIONS) if priority else nullcontext()


def _connect() -> bool:
    person = viewer()
    if person.id is None or person.is_suspended:
        return False
    sid = cast(Any, request).sid
    session_watch.opened(sid, found(person.sign_in_id))  # watched before it can hear anything
    join_room(channel_of(person.id))
    return True


@heard("conversation_id")
def typing(person: User, conversation_id: int) -> None:
    conversation = messages.conversation_for(person, conversation_id)
    if policy.may_send(person, conversation) and policy.both_switched_on("typing", conversation):
        broadcasts.show_typing(person, conversation)


@heard("topic_id")
def looking(person: User, topic_id: int) -> None:
    topic = forum.topic_for(person, topic_id)
    presence.note_looking(person.id, topic.id)


@heard()
def unknown(person: User) -> None:
    """An event of any other name, the library's own among them: counted, and nothing done. Raises
    NotFound, which its sender is told."""
    raise NotFound()


def _numbers(payload: object, fields: tuple[str, ...]) -> list[int]:
    """The whole numbers asked for; anything else in the payload is left where it is."""
    said = payload if isinstance(payload, dict) else {}
    numbers = [number for field in fields
               if type(number := said.get(field)) is int and 0 < number <= LARGEST_NUMBER]
    if len(numbers) < len(fields):
        raise NotFound()
    return numbers


EVENTS = {
    "messages:typing": typing,
    "forum:looking": looking,
    UNKNOWN: unknown,
}
