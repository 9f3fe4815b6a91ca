"""Actions as database transactions, and the events they announce.

A function marked `@act` happens wholly or not at all, and what it announces is heard by the
listeners named in `peoplehub.wiring`: DURING ones share its transaction, AFTER ones run once it
is committed. An act done under a form's key is done once, however often the form is sent.
"""
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, cast

from flask import current_app
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import ObjectDeletedError

from peoplehub.core import fifo_lock, idempotency, locks
from peoplehub.core.database import met_another, writing
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db

MOST_TRIES = 5  # of an act that meets others who write the same at the same moment

log = logging.getLogger(__name__)
_after_listeners_off: ContextVar[bool] = ContextVar("quiet", default=False)
_disabled_listeners: ContextVar[tuple[str, ...]] = ContextVar("deaf", default=())


def init_app(app, during: dict, after: dict, always: list, not_always: set) -> None:
    """`always`: DURING listeners of every event but those of `not_always`."""
    app.extensions["acts"] = {
        "during": during, "after": after, "always": always, "not_always": not_always,
    }


def act(verb: Callable | None = None, *, turn: Callable[..., str] | None = None) -> Callable:
    """Make `verb` one transaction. An act inside an act joins the outer one. The rows that it is
    called with are locked before it begins (`locks`).

    `turn` gives, for what the verb is called with, the one thing that many may want to write in at
    once: they do it one after the other (`turns`).
    """
    if verb is None:
        return lambda verb: act(verb, turn=turn)

    @wraps(verb)
    def perform(*args, **kwargs):
        if "announced" in db.session.info:
            locks.lock((*args, *kwargs.values()))
            return verb(*args, **kwargs)
        for prepare in getattr(verb, "prepare", ()):
            prepare(*args, **kwargs)
        with _in_turn(turn, args, kwargs):
            result, announced, wanted = _until_alone(verb, args, kwargs)
        for event in announced:
            _tell_after(event)
        for wake in wanted:
            _do_after(wake)
        return result

    perform.is_act = True
    return perform


def prepared_by(prepare: Callable) -> Callable:
    """Mark an act with the slow work that is done before it begins, while nobody waits for it:
    `prepare` is called with the same arguments, and must not change anything."""

    def mark(verb: Callable) -> Callable:
        cast(Any, verb).prepare = (*getattr(verb, "prepare", ()), prepare)
        return verb

    return mark


def _until_alone(verb: Callable, args: tuple, kwargs: dict) -> tuple:
    """What met another who wrote the same is done again, and then sees what they wrote."""
    for _ in range(MOST_TRIES - 1):
        try:
            return _transact(verb, args, kwargs)
        except DBAPIError as error:
            if not met_another(error):
                raise
    return _transact(verb, args, kwargs)


def _transact(verb: Callable, args: tuple, kwargs: dict) -> tuple:
    """Do it wholly or not at all: what it returns, what it announced, what is to be woken."""
    announced = db.session.info["announced"] = []
    wanted = db.session.info["wanted"] = {}
    db.session.info["locked"] = set()
    token = writing.set(True)
    try:
        _start_afresh()
        locks.lock((*args, *kwargs.values()))
        result = idempotency.run_once(verb, args, kwargs)
        db.session.commit()
    except ObjectDeletedError as error:
        db.session.rollback()
        raise NotFound() from error
    except BaseException:
        db.session.rollback()
        raise
    finally:
        for name in ("announced", "wanted", "locked"):
            del db.session.info[name]
        writing.reset(token)
    return result, announced, wanted


@contextmanager
def _in_turn(turn: Callable[..., str] | None, args: tuple, kwargs: dict) -> Iterator[None]:
    """Whoever waits gives back the connection with which they read what led here."""
    if turn is None:
        yield
        return
    key = turn(*args, **kwargs)
    db.session.rollback()
    with fifo_lock.fifo_lock(key):
        yield


def save(row):
    """Add a row and give it its id, within the act."""
    db.session.add(row)
    db.session.flush()
    return row


def announce(event) -> None:
    """Say what just happened. Only an act may."""
    deaf_ones = _disabled_listeners.get()
    for listener in _during(event):
        if not (deaf_ones and listener.__module__.startswith(deaf_ones)):
            listener(event)
    db.session.info["announced"].append(event)


def on_commit(wake: Callable[[], None]) -> None:
    """Have it done once when the act is done, however often it is asked for: nothing outside the
    house is spoken to while others wait for the act. Nothing promised may depend on it."""
    db.session.info["wanted"][wake] = True


@contextmanager
def without_after_listeners() -> Iterator[None]:
    """Nobody is told AFTER the acts inside: for commands that do much while no one is there."""
    token = _after_listeners_off.set(True)
    try:
        yield
    finally:
        _after_listeners_off.reset(token)


@contextmanager
def without_listeners(*modules) -> Iterator[None]:
    """DURING listeners of these modules or packages hear nothing inside. Only for what is derived,
    and is made again, or would be of no use, afterwards."""
    token = _disabled_listeners.set(
        (*_disabled_listeners.get(), *(module.__name__ for module in modules))
    )
    try:
        yield
    finally:
        _disabled_listeners.reset(token)


def _start_afresh() -> None:
    """End the reading that led here, so that the act sees each row as it is under its own lock."""
    db.session.rollback()
    db.session.expire_all()


def _tell_after(event) -> None:
    for listener in current_app.extensions["acts"]["after"].get(type(event), []):
        _do_after(listener, event)


def _do_after(act: Callable, *about) -> None:
    if _after_listeners_off.get():
        return
    try:
        act(*about)
    except Exception:
        log.exception("%s failed after %r", act.__qualname__, about)
        db.session.rollback()


def _during(event) -> list:
    table = current_app.extensions["acts"]
    listeners = table["during"].get(type(event), [])
    return listeners if type(event) in table["not_always"] else [*listeners, *table["always"]]
