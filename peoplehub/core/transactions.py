"""The database transaction of an act: begun, locked, run once under its idempotency key, committed;
run again when a concurrent transaction was in the way. The only file that commits."""
from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy.exc import DBAPIError, NoResultFound
from sqlalchemy.orm.exc import ObjectDeletedError

from peoplehub.core import idempotency, locks
from peoplehub.core.database import met_another, writing
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import Model, db
from peoplehub.core.fifo_lock import fifo_lock

MOST_TRIES = 5  # of an act that meets others who write the same at the same moment


class Outcome(NamedTuple):
    """What a committed transaction returned, the events it announced in their order, and the
    functions to call after it (the keys)."""

    result: Any
    announced: list[Any]
    wanted: dict[Callable[[], None], bool]


def is_open() -> bool:
    """Whether an act is running in this session."""
    return "announced" in db.session.info


def run(verb: Callable, args: tuple, kwargs: dict) -> Outcome:
    """Run `verb` in one transaction, at most MOST_TRIES times: what conflicts with a concurrent
    transaction reads at the next try what the other wrote. Raises what `verb` raises, after a
    rollback; NotFound when a row that it needs has been deleted meanwhile."""
    for _ in range(MOST_TRIES - 1):
        try:
            return _run(verb, args, kwargs)
        except DBAPIError as error:
            if not met_another(error):
                raise
    return _run(verb, args, kwargs)


def run_queued(key: str, verb: Callable, args: tuple, kwargs: dict) -> Outcome:
    """The same, once it is this caller's turn in the queue `key`. Nobody in a queue holds a
    database connection. Raises Unavailable when the turn does not come."""
    db.session.rollback()
    with fifo_lock(key):
        return run(verb, args, kwargs)


def _run(verb: Callable, args: tuple, kwargs: dict) -> Outcome:
    announced = db.session.info["announced"] = []
    wanted = db.session.info["wanted"] = {}
    db.session.info["locked"] = set()
    inserted = db.session.info["inserted"] = []  # by `row_writes`
    token = writing.set(True)
    try:
        db.session.rollback()  # ends the read transaction of the request: each row is read again
        db.session.expire_all()
        locks.lock((*args, *kwargs.values()))
        result = idempotency.run_once(verb, args, kwargs)
        db.session.commit()
    except (ObjectDeletedError, NoResultFound) as error:
        _undo(inserted)
        raise NotFound() from error
    except BaseException:
        _undo(inserted)
        raise
    finally:
        for name in ("announced", "wanted", "locked", "inserted"):
            del db.session.info[name]
        writing.reset(token)
    return Outcome(result, announced, wanted)


def _undo(inserted: list[Model]) -> None:
    """The rows that were inserted are none: another may get the same number."""
    db.session.rollback()
    for row in inserted:
        db.session.expunge(row)
