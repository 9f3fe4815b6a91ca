"""The Socket.IO server, as each kind of process runs it: beside the pages in threads, or alone
and live on gevent, joined to the others by Redis."""
import logging
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any, cast
from urllib.parse import urlsplit

import socketio as library
from flask import Flask, abort, request

from peoplehub.core import database, headers, open_files
from peoplehub.core.extensions import socketio
from peoplehub.core.patches import socketio_redis
from peoplehub.realtime import presence, protocol, session_watch, sockets
from peoplehub.realtime.connection_limit import ConnectionLimit
from peoplehub.realtime.handshake import Handshake
from peoplehub.realtime.request_priority import RequestPriority

LONE = {"127.0.0.1": "localhost", "localhost": "127.0.0.1"}

log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    socketio.init_app(
        app,
        path="/socket.io",
        async_mode="gevent" if is_live(app) else "threading",
        client_manager=_manager(app.config["REDIS_URL"]),
        cors_allowed_origins=own_origins(app),
        transports=["websocket", "polling"],
        max_http_buffer_size=protocol.LARGEST_PAYLOAD,
        ping_interval=protocol.PING_EVERY,
        ping_timeout=protocol.PING_WAITS,
        serializer=protocol.packets(frozenset(sockets.EVENTS)),
        async_handlers=False,  # one thing at a time from each browser, in its own thread
        cookie=None,
        # Loggers of ours: the library's own write what was received as it came.
        logger=_logger("socketio"),
        engineio_logger=_logger("engineio"),
    )
    for name, handler in sockets.EVENTS.items():
        socketio.on_event(name, handler)
    socketio.on_event("connect", sockets.connect)
    protocol.guard(socketio.server)
    presence.init_app(app)
    session_watch.init_app(app)
    limit = app.extensions["gate"] = ConnectionLimit(app.wsgi_app, most=most_sockets(app))
    wsgi_app: Any = limit
    if not is_live(app):
        wsgi_app = app.extensions["priority"] = RequestPriority(limit, most=requests_at_once(app))
    cast(Any, app).wsgi_app = Handshake(wsgi_app, headers.for_sockets(app))
    if is_live(app):
        app.before_request(only_sockets)


def begin(app: Flask) -> None:
    """What a serving process does from its start, and when it is told to stop."""
    database.serve()
    gate = app.extensions["gate"]
    gate.most = min(gate.most, open_files.for_sockets())
    session_watch.watch(app)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, _after_sending_away(cast(Callable, signal.getsignal(number))))


def _after_sending_away(stop: Callable) -> Callable:
    def go(number: int, frame: FrameType | None) -> None:
        threading.Thread(target=session_watch.send_all_away, daemon=True).start()
        stop(number, frame)

    return go


def is_live(app: Flask) -> bool:
    return app.config["PROCESS"] == "live"


def most_sockets(app: Flask) -> int:
    """A socket holds a thread for as long as it is open, so some are kept for pages."""
    threads = app.config["THREADS"]
    kept = {"live": 0, "web": threads}.get(app.config["PROCESS"], app.config["PAGE_THREADS"])
    return max(0, threads - kept)


def requests_at_once(app: Flask) -> int:
    """How many requests one process answers at the same time. More would not be ready sooner, but
    for those that wait for PostgreSQL meanwhile; SQLite is in the process itself."""
    return 2 if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite") else 4


def only_sockets() -> None:
    """The live process stays free for its sockets: pages are asked of the others."""
    if request.path not in ("/healthz", "/readyz"):
        abort(404)


def own_origins(app: Flask) -> list[str]:
    """Where our own pages come from. Named outright: a Host header can be made to say anything."""
    base = urlsplit(app.config["BASE_URL"])
    origins = [f"{base.scheme}://{base.netloc}"]
    if app.config["PLACE"] == "local" and base.hostname in LONE:
        origins.append(origins[0].replace(base.hostname, LONE[base.hostname]))
    return origins


def _logger(name: str) -> logging.Logger:
    """Errors only: below them the library notes all that is said."""
    logger = logging.getLogger(f"peoplehub.realtime.{name}")
    logger.setLevel(logging.ERROR)
    return logger


def _manager(redis_url: str) -> library.Manager:
    if not redis_url:
        return library.Manager()
    return socketio_redis.RedisManager(redis_url, channel="peoplehub")
