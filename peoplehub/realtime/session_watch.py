"""Closes sockets whose session has ended: signed out, expired, suspended, password changed (within
two seconds; ASVS 5.0 V7.4.1, V7.4.2).

Each process looks after its own sockets. Once a second it asks the database, in one query, which
of the sessions behind them are still open; so it does not matter where or how one was ended, nor
what the browser says: only a socket that is gone is no longer asked about.
"""
import logging
import threading
import time

from flask import Flask
from sqlalchemy import or_, select

from peoplehub.accounts.models import SignIn, User
from peoplehub.core import clock
from peoplehub.core.extensions import db, socketio
from peoplehub.realtime import protocol

EVERY = 1.0  # seconds; a session that was ended has two
WHILE_STOPPING = 0.2  # seconds

log = logging.getLogger(__name__)

_sessions: dict[str, int] = {}  # a socket of this process → the session it came with


def init_app(app: Flask) -> None:
    _sessions.clear()


def opened(socket_id: str, sign_in_id: int) -> None:
    _sessions[socket_id] = sign_in_id


def close_ended() -> int:
    """Close every socket of this process whose session is no longer open; returns how many."""
    held = _here()
    still_open = _still_open(set(held.values())) if held else set()
    ended = [socket_id for socket_id, sign_in in held.items() if sign_in not in still_open]
    for socket_id in ended:
        _close(socket_id)
    return len(ended)


def send_all_away() -> None:
    """From now until the process has stopped: drop the lines, those that come meanwhile too, so
    that browsers come back to its successor."""
    while True:
        for line in list(socketio.server.eio.sockets.values()):
            line.close(wait=False)
        time.sleep(WHILE_STOPPING)


def watch(app: Flask) -> None:
    """Look again every second for as long as the process lives."""
    threading.Thread(target=_watch, args=(app,), name="closing", daemon=True).start()


def _watch(app: Flask) -> None:
    while not threading.Event().wait(EVERY):
        with app.app_context():
            try:
                close_ended()
            except Exception as error:  # the database is away: look again in a second
                log.warning("sessions could not be looked at: %s", type(error).__name__)


def _still_open(sign_in_ids: set[int]) -> set[int]:
    no_suspension = or_(User.suspended_at.is_(None), User.suspended_until <= clock.now())
    found = select(SignIn.id).join(User).where(
        SignIn.id.in_(sign_in_ids), SignIn.is_open(), no_suspension
    )
    return set(db.session.scalars(found))


def _here() -> dict[str, int]:
    """The sockets that are still here and the session of each; those that went are forgotten."""
    manager = socketio.server.manager
    for socket_id in list(_sessions):
        if manager.eio_sid_from_sid(socket_id, "/") is None:
            _sessions.pop(socket_id, None)
    return dict(_sessions)


def _close(socket_id: str) -> None:
    """Out of its channel, and then the connection itself. One that fails is tried again."""
    connection_id = socketio.server.manager.eio_sid_from_sid(socket_id, "/")
    try:
        socketio.server.disconnect(socket_id, ignore_queue=True)
        protocol.hang_up(socketio.server, connection_id)
    except Exception as error:
        log.warning("a socket was not closed: %s", type(error).__name__)
