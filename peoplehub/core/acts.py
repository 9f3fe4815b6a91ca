"""Actions as database transactions, and the events they announce.

A function marked `@act` is one transaction: committed whole, or rolled back. The events it
announces reach the listeners named in `peoplehub.wiring`: DURING listeners share the transaction,
AFTER listeners run once it is committed. Under an idempotency key an act runs once, however often
the form is sent.
"""
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, current_app

from peoplehub.core import locks, transactions
from peoplehub.core.disabled_listeners import after_listeners_are_off, is_disabled
from peoplehub.core.events import Event
from peoplehub.core.extensions import db

T = TypeVar("T")
log = logging.getLogger(__name__)


def init_app(app: Flask, during: dict, after: dict, always: list, not_always: set) -> None:
    """Register the listeners: `during` and `after` map an event class to its listeners; `always`
    are DURING listeners of every event class but those in `not_always`."""
    app.extensions["acts"] = dict(during=during, after=after, always=always, not_always=not_always)


def act(verb: Callable | None = None, *, turn: Callable[..., str] | None = None) -> Callable:
    """Decorator: run `verb` in one database transaction. An act called inside an act joins the
    outer transaction. The rows among its arguments are locked before it begins (`core.locks`).

    `turn` returns, for the arguments of the verb, the key of what many may write to at once
    (`"topic 7"`): they queue for it, first in, first out, before they take a database connection
    (`core.fifo_lock`).

    The function returns what `verb` returns. Raises what `verb` raises, after a rollback; NotFound
    when a row that it needs has been deleted meanwhile.
    """
    if verb is None:
        return lambda verb: act(verb, turn=turn)

    @wraps(verb)
    def perform(*args: Any, **kwargs: Any) -> Any:
        if transactions.is_open():
            locks.lock((*args, *kwargs.values()))
            return verb(*args, **kwargs)
        for prepare in getattr(verb, "prepare", ()):
            prepare(*args, **kwargs)
        if turn is None:
            done = transactions.run(verb, args, kwargs)
        else:
            done = transactions.run_queued(turn(*args, **kwargs), verb, args, kwargs)
        for event in done.announced:
            for listener in _listeners("after", event):
                _do_after(listener, event)
        for wake in done.wanted:
            _do_after(wake)
        return done.result

    cast(Any, perform).is_act = True
    return perform


def save(row: T) -> T:
    """Add a row to the session and flush, so that it has its id. Only within an act."""
    db.session.add(row)
    db.session.flush()
    return row


def announce(event: Event) -> None:
    """Announce an event: call its DURING listeners now, its AFTER listeners after the commit. Only
    within an act."""
    table = current_app.extensions["acts"]
    always = [] if type(event) in table["not_always"] else table["always"]
    for listener in [*_listeners("during", event), *always]:
        if not is_disabled(listener):
            listener(event)
    db.session.info["announced"].append(event)


def on_commit(wake: Callable[[], None]) -> None:
    """Call `wake` once after the commit, however often this is asked for. No network call may
    happen while others wait for the lock. A failure is only logged, so nothing promised may depend
    on it."""
    db.session.info["wanted"][wake] = True


def _do_after(act: Callable, *about: object) -> None:
    if after_listeners_are_off():
        return
    try:
        act(*about)
    except Exception:
        log.exception("%s failed after %r", act.__qualname__, about)
        db.session.rollback()


def _listeners(when: str, event: Event) -> list:
    return current_app.extensions["acts"][when].get(type(event), [])
