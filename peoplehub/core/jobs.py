"""Background jobs and schedules (huey). A job only starts work that rows describe: when one is
lost, the next run finds its work.

Huey in a file of its own and a thread of the one process; in Redis, with `flask worker`, beyond.
"""
import logging
import threading
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any

from flask import Flask, current_app
from redis import ConnectionPool
from sqlalchemy.exc import SQLAlchemyError

from peoplehub.core import clock, redis_client
from peoplehub.core.circuit_breaker import CircuitOpen
from peoplehub.core.database import is_away
from peoplehub.core.extensions import db
from peoplehub.core.patches import huey_consumer
from peoplehub.core.patches.huey_library import (
    Consumer,
    Huey,
    MemoryHuey,
    RedisHuey,
    SqliteHuey,
    crontab,
)

WORKER_WAITS = 1  # seconds at a time, for something to do
HEARTBEAT = "heartbeat"  # key, beside the queue
BEATS_EVERY = 10  # seconds
GONE_AFTER = timedelta(seconds=45)  # without a heartbeat

log = logging.getLogger(__name__)

_jobs: dict[str, Callable] = {}
_rounds: list[tuple[Callable, dict]] = []


def job(function: Callable) -> Callable:
    """Let `function` be called later: `later(function, *args)`. Arguments are plain values."""
    _jobs[_name(function)] = function
    return function


def every(**times: str) -> Callable:
    """Do the function each time the crontab says: every(minute="*/5")."""

    def mark(function: Callable) -> Callable:
        _rounds.append((function, times))
        return function

    return mark


def each(verb: Callable[[Any], object], items: Iterable[Any]) -> None:
    """Call `verb` with each of them, on its own: what goes wrong with one is logged, and the others
    have their turn. Raises what a database raises that is away: then all of them wait."""
    for item in items:
        try:
            verb(item)
        except Exception as error:
            if isinstance(error, SQLAlchemyError) and is_away(error):
                raise
            log.exception("%s failed for %r", getattr(verb, "__qualname__", verb), item)
            db.session.rollback()


def later(function: Callable, *args: object) -> None:
    """Ask the worker for it. Nothing that was promised may depend on this alone."""
    with _queue():
        current_app.extensions["jobs"]["run"](_name(function), *args)


def soon(function: Callable) -> None:
    """The same in two seconds, when the act that asks is done. Without a queue it waits for the
    next run."""
    try:
        with _queue():
            current_app.extensions["jobs"]["run"].schedule((_name(function),), delay=2)
    except CircuitOpen:
        log.info("nobody was woken: Redis rests")
    except Exception as error:  # the library's many ways to say that Redis is away
        log.warning("nobody was woken: %s", type(error).__name__)


def _queue() -> AbstractContextManager:
    return redis_client.asking() if current_app.config["REDIS_URL"] else nullcontext()


def init_app(app: Flask) -> None:
    huey = _huey(app)

    @huey.task()
    def run(name: str, *args: object) -> None:
        _in(app, _jobs[name])(*args)

    for function, times in _rounds:
        huey.periodic_task(crontab(**times), name=f"round {_name(function)}")(_in(app, function))
    app.extensions["jobs"] = {"huey": huey, "run": run}


def work(app: Flask) -> None:
    """Run the worker until told to stop."""
    consumer = Consumer(app.extensions["jobs"]["huey"], workers=2)
    _show_life(app, consumer)
    try:
        consumer.run()
    finally:
        with suppress(Exception):  # Redis may be gone before us
            app.extensions["jobs"]["huey"].storage.pop_data(HEARTBEAT)


def work_beside(app: Flask) -> None:
    """Run the worker in threads of this process, which handles its own signals."""
    consumer = huey_consumer.BesideConsumer(app.extensions["jobs"]["huey"], workers=1, max_delay=1)
    consumer.start()
    _show_life(app, consumer)


def beat(app: Flask) -> None:
    """Store a heartbeat of the worker beside the queue."""
    now = str(clock.now().timestamp()).encode()
    app.extensions["jobs"]["huey"].storage.put_data(HEARTBEAT, now)


def last_heartbeat() -> datetime | None:
    """When a worker last showed that it lives. Raises what the queue raises when it is away."""
    with _queue():
        kept = current_app.extensions["jobs"]["huey"].storage.peek_data(HEARTBEAT)
    return datetime.fromtimestamp(float(kept), UTC) if isinstance(kept, bytes) else None


def _show_life(app: Flask, consumer: Consumer) -> None:
    """A thread that leaves heartbeats for as long as all threads of the worker live."""

    def live() -> None:
        while not consumer.stop_flag.wait(BEATS_EVERY):
            if huey_consumer.all_alive(consumer):
                _try_to_beat(app)

    _try_to_beat(app)
    threading.Thread(target=live, name="heartbeat", daemon=True).start()


def _try_to_beat(app: Flask) -> None:
    try:
        beat(app)
    except Exception as error:  # the next one is soon; whoever looks sees that it is missing
        log.info("no heartbeat was left: %s", type(error).__name__)


def _huey(app: Flask) -> Huey:
    if app.config["PLACE"] == "testing":
        return MemoryHuey("peoplehub")
    if app.config["REDIS_URL"]:
        waits = {"socket_timeout": WORKER_WAITS + redis_client.TIME_LIMIT}
        pool = ConnectionPool.from_url(app.config["REDIS_URL"], **(redis_client.options() | waits))
        return RedisHuey("peoplehub", connection_pool=pool, read_timeout=WORKER_WAITS)
    return SqliteHuey("peoplehub", filename=str(app.config["INSTANCE"] / "jobs.db"))


def _in(app: Flask, function: Callable) -> Callable:
    @wraps(function)
    def inside(*args: Any) -> None:
        with app.app_context():
            try:
                function(*args)
            finally:
                db.session.remove()

    return inside


def _name(function: Callable) -> str:
    return f"{function.__module__}.{function.__name__}"
