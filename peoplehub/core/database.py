"""Engine settings of SQLite and PostgreSQL: durability, lock waits, connection pools.

SQLite: WAL, synchronous=FULL, and every transaction that may write begins IMMEDIATE. A deferred
one that turns into a writer fails with "database is locked" at once, whatever the timeout says.
"""
import random
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar, cast

from flask import Flask, has_request_context
from sqlalchemy import Connection, Dialect, Engine, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    DatabaseError,
    DBAPIError,
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
    SQLAlchemyError,
    TimeoutError as PoolTimeout,
)
from sqlalchemy.pool import ConnectionPoolEntry

from peoplehub.core.extensions import Model, db

T = TypeVar("T")
writing: ContextVar[bool] = ContextVar("writing", default=False)

_serving = threading.Event()

LONGEST_WAIT_FOR_A_CONNECTION = 8.0  # seconds, of the pool
LONGEST_WAIT = 8.0  # seconds, for other writers to finish
SOONEST, LATEST = 0.001, 0.008  # seconds from one try to the next, on the whole

# For `with_for_update` on PostgreSQL (FOR NO KEY UPDATE): others may still write rows that point to
# this one. Two who did and then both ask for more than this would wait for each other for ever.
FOR_NO_KEY_UPDATE: dict[str, Any] = {"key_share": True}

MET_ANOTHER = (  # PostgreSQL: what comes right when it is done again from the beginning
    "23505",  # another has just written the same unique row
    "40P01",  # a deadlock
    "40001",  # could not be serialized
)

POSTGRESQL_DRIVER = "peoplehub.core.patches.psycopg_connection"  # 12 MB, not for SQLite
NOT_OPEN = ("42P01", "42501", "3F000")  # PostgreSQL: no such table, permission denied, no schema

SQLITE_SETTINGS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA busy_timeout=5000",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # what people take away is overwritten, not only unlinked
    "PRAGMA cache_size=-16000",  # kibibytes, of each connection
)


def engine_options(url: str) -> dict:
    """Options of `create_engine` for this database URL: pool sizes, timeouts in seconds
    (PostgreSQL's own in milliseconds), and parameters left out of error messages."""
    if make_url(url).get_backend_name() == "sqlite":
        return {"connect_args": {"check_same_thread": False}, "pool_size": 32, "max_overflow": 64,
                "pool_use_lifo": True,  # few connections, whose caches know the pages asked for
                "pool_timeout": LONGEST_WAIT_FOR_A_CONNECTION, "hide_parameters": True}
    return {
        "hide_parameters": True,  # what people wrote does not belong in an error's words
        "pool_pre_ping": True,
        "pool_size": 16,
        "max_overflow": 48,
        "pool_timeout": LONGEST_WAIT_FOR_A_CONNECTION,
        "connect_args": {
            "connect_timeout": 2,  # seconds, the least that it can be
            "options": "-c statement_timeout=15000 -c lock_timeout=5000 "
            "-c idle_in_transaction_session_timeout=30000 -c timezone=utc "
            # To compile a plan, or to begin processes for it, takes longer than any page may.
            "-c jit=off -c max_parallel_workers_per_gather=0"
        },
    }


def serve() -> None:
    """From now on this process serves: it makes no database."""
    _serving.set()


def init_app(app: Flask) -> None:
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", engine_options(url))
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            _listen(db.engine)
        else:
            import_module(POSTGRESQL_DRIVER).listen(db.engine)


def is_away(error: SQLAlchemyError) -> bool:
    """Whether the database itself could not do its work: away, locked, full, damaged, closed to us,
    or without its tables. Anything else is a mistake of ours."""
    if _is_wrong_sql(getattr(error, "orig", None)):
        return False
    if isinstance(error, PoolTimeout | OperationalError | InterfaceError | InternalError):
        return True
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    if isinstance(error, ProgrammingError):
        return getattr(error.orig, "sqlstate", None) in NOT_OPEN
    return type(error) is DatabaseError  # SQLite: the file is damaged, or none of ours


def _is_wrong_sql(cause: object) -> bool:
    """Whether SQLite did not understand the statement: to it a column that is not there is the same
    class of error as a lock."""
    is_plain = getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
    return is_plain and not str(cause).startswith("no such table")


def met_another(error: DBAPIError) -> bool:
    """Whether it failed only because somebody else wrote at the same moment."""
    return getattr(error.orig, "sqlstate", None) in MET_ANOTHER


def is_postgresql() -> bool:
    return db.engine.dialect.name == "postgresql"


def insert(table: Table | type[Model]) -> postgresql.Insert | sqlite.Insert:
    """INSERT as this database knows it: with ON CONFLICT."""
    return (postgresql if is_postgresql() else sqlite).insert(table)


def for_each_database(build: Callable[[Callable], T]) -> dict[str, T]:
    """A statement for each kind of database, by its name; `build` gets its INSERT. Built once."""
    return {"sqlite": build(sqlite.insert), "postgresql": build(postgresql.insert)}


def is_full(error: SQLAlchemyError) -> bool:
    """Whether it had no room left on its disk."""
    cause = getattr(error, "orig", None)
    return (getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
            or getattr(cause, "sqlstate", None) == "53100")


def keep_private(path: Path) -> None:
    """A database that an older release or a loose umask left open is for its own account alone."""
    with suppress(OSError):  # not ours to change, or not there: in memory
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)


def _listen(engine: Engine) -> None:
    @event.listens_for(engine, "do_connect")
    def only_what_is_there(_dialect: Dialect, _record: ConnectionPoolEntry, _args: list,
                           _settings: dict) -> None:
        """While serving, a missing database file is an error: it is not created again, empty."""
        path = Path(engine.url.database or "")
        if (has_request_context() or _serving.is_set()) and not path.exists():
            raise sqlite3.OperationalError("the file of the database is not there")

    @event.listens_for(engine, "connect")
    def open_sqlite(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
        keep_private(Path(engine.url.database or ""))
        connection.isolation_level = None  # we say BEGIN ourselves
        for statement in SQLITE_SETTINGS:
            connection.execute(statement)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if writing.get():
            _begin_writing(connection)
        else:
            connection.exec_driver_sql("BEGIN")


def _begin_writing(connection: Connection) -> None:
    """Wait for one's turn. SQLite asks ever more seldom, so with many writers whoever has waited
    longest is the last to get in, and in the end is refused. Here they ask ever more often."""
    here, began = cast(sqlite3.Connection, connection.connection.dbapi_connection), time.monotonic()
    here.execute("PRAGMA busy_timeout=0")
    try:
        while not _has_begun(here) and (waited := time.monotonic() - began) < LONGEST_WAIT:
            time.sleep(random.uniform(0.5, 1.5) * max(SOONEST, LATEST * (1 - waited / 4)))
        if not here.in_transaction:
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # refused, as SQLAlchemy's own error
    finally:
        here.execute("PRAGMA busy_timeout=5000")


def _has_begun(here: sqlite3.Connection) -> bool:
    try:
        here.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
    return here.in_transaction
