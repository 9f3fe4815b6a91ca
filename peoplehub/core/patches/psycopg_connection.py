"""Timeouts of PostgreSQL connections: a statement may run or wait for a lock, but a server that
hangs is noticed within two seconds and then not called for a while.

The server's own limits (statement_timeout) are of no use when it is the server that stopped, and
the driver has none of its own for a statement.
"""
import logging
import socket
import threading
import time
from collections.abc import Generator
from typing import Any, TypeVar

import psycopg
from flask import has_request_context
from sqlalchemy import Dialect, Engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from peoplehub.core.circuit_breaker import CircuitOpen, breaker

SILENT = 1.0  # seconds without a word, then the server is asked whether it lives
PROBE_WAITS = 0.8  # seconds
LONGEST_STATEMENT = 17.0  # seconds within a request: two more than the server's own limit
SSL_REQUEST = b"\x00\x00\x00\x08\x04\xd2\x16\x2f"  # answered before anybody signs in

RV = TypeVar("RV")

log = logging.getLogger(__name__)


def listen(engine: Engine) -> None:
    """Have this engine's connections be ours. Connecting raises OperationalError at once while the
    circuit of PostgreSQL is open."""

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Dialect, _record: ConnectionPoolEntry, args: list,
                settings: dict) -> psycopg.Connection:
        try:
            with breaker("PostgreSQL").calling(psycopg.errors.ConnectionTimeout):
                return Connection.connect(*args, **settings)
        except CircuitOpen as error:
            raise psycopg.OperationalError(str(error)) from None


class Connection(psycopg.Connection):
    """The driver's, which gives a server up that says nothing and does not live."""

    def wait(self, gen: Generator[Any, Any, RV], *args: Any, **kwargs: Any) -> RV:
        return super().wait(self._watched(gen), *args, **kwargs)

    def _watched(self, gen: Generator[Any, Any, RV]) -> Generator[Any, Any, RV]:
        """The same steps. The driver comes by ten times a second while nothing is heard."""
        began = heard = time.monotonic()
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                now = time.monotonic()
                if ready:
                    heard = _life.heard = now
                elif now - heard > SILENT:
                    if _is_too_long(now - began) or not _life.is_there(self):
                        self._give_up()
                    heard = time.monotonic()
                wanted = gen.send(ready)
        except StopIteration as end:
            return end.value

    def _give_up(self) -> None:
        breaker("PostgreSQL").trip("no answer")
        self.pgconn.finish()
        raise psycopg.OperationalError("PostgreSQL does not answer")


def _is_too_long(seconds: float) -> bool:
    return has_request_context() and seconds > LONGEST_STATEMENT


class Life:
    """Whether the server lives, as far as this process knows: anything heard by any connection says
    so; otherwise one caller asks for all."""

    def __init__(self) -> None:
        self.heard = self.silent = 0.0
        self._asking = threading.Lock()

    def is_there(self, connection: psycopg.Connection) -> bool:
        with self._asking:
            if time.monotonic() - self.heard < SILENT:
                return True
            if time.monotonic() - self.silent < SILENT:
                return False
            if answers(connection.info.host, connection.info.port):
                self.heard = time.monotonic()
                return True
            self.silent = time.monotonic()
        return False


def answers(host: str, port: int) -> bool:
    """Whether a PostgreSQL answers there at all."""
    is_file = host.startswith("/")
    try:
        with socket.socket(socket.AF_UNIX) if is_file else _far(host, port) as line:
            line.settimeout(PROBE_WAITS)
            if is_file:
                line.connect(f"{host}/.s.PGSQL.{port}")
            line.sendall(SSL_REQUEST)
            return line.recv(1) != b""
    except OSError:
        return False


def _far(host: str, port: int) -> socket.socket:
    return socket.create_connection((host, port), timeout=PROBE_WAITS)


_life = Life()
