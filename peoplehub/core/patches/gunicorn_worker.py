"""gunicorn thread worker with limits on slow senders and idle connections.

Its own closes every finished connection in its one main loop, and waits there up to two seconds for
the other side to hang up too: one phone that stopped answering would hold everybody up. Here the
thread that served the connection waits for its end.

Its own also lets whoever sends a request drop by drop keep a thread for as long as they like. nginx
stands in front of a real site and passes on whole requests only; without it, a bounded number may
be in the middle of sending at once, and who has been longest at it has to make room.

And on stopping its own keeps the port open until its last connection has ended, so that new ones
are taken and then dropped, and after Ctrl and C it waits for every open WebSocket. Here the port is
closed first, and nobody is waited for longer than the time that was set.
"""
import errno
import logging
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import chain, islice
from types import FrameType
from typing import Any

from gunicorn.http.message import Request
from gunicorn.workers import gthread
from gunicorn.workers.gthread import TConn, ThreadWorker

from peoplehub.core import open_files

TURN = 0.001  # seconds of a thread, when others want the interpreter: five would be five for each
# of the twenty times that a message gives it up to ask the database
WAITS_FOR_A_WORD = 0.5  # seconds; then the poller waits for it, not a thread
SENT_WITHIN = 60  # seconds, for a whole request
MAY_BE_PUT_OUT = 1  # seconds of sending, after which one has to make room for others
ROOM = 100  # connections that can always come, before idle ones have to go
LINGERS = 0.2  # seconds an idle connection stays open on stopping, where no proxy keeps some
HURRIED = 1  # seconds after Ctrl and C for what is being answered
LOOKS_EVERY = 0.1  # seconds, while stopping

WORDS = b"PeopleHub is very busy. Please try again in half a minute.\n"
BUSY = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"Retry-After: 30\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s" % (len(WORDS), WORDS)
)

log = logging.getLogger(__name__)


class Worker(ThreadWorker):
    def init_process(self) -> None:
        sys.setswitchinterval(TURN)
        self.first_kept_file = open_files.for_connections()
        self.receiving = Receiving(most=max(8, self.cfg.threads // 4))
        super().init_process()

    def accept(self, listener: Any) -> None:
        try:
            super().accept(listener)
        except OSError as error:  # not even a refusal can be said
            if error.errno not in (errno.EMFILE, errno.ENFILE):
                raise
            time.sleep(LOOKS_EVERY)

    def get_thread_pool(self) -> ThreadPoolExecutor:
        return Threads(max_workers=self.cfg.threads)

    def handle(self, conn: TConn) -> Any:
        if conn.sock.fileno() >= self.first_kept_file:
            _say_busy(conn)
            conn.close = _closed_already
            return False
        if not conn.initialized and not conn.data_ready:
            if not conn.wait_for_data(WAITS_FOR_A_WORD):
                return gthread._DEFER
        self.receiving.begin(conn)
        try:
            stays = super().handle(conn)
        finally:
            self.receiving.end(conn)
        if stays is False:
            conn.close(graceful=True)
            conn.close = _closed_already
        return stays

    def handle_request(self, req: Request, conn: TConn) -> Any:
        """The head has come; a body is still on its way."""
        req.body = Body(req.body, lambda: self.receiving.end(conn))
        names = {name for name, _ in req.headers}
        if not names & {"CONTENT-LENGTH", "TRANSFER-ENCODING"}:
            self.receiving.end(conn)
        return super().handle_request(req, conn)

    def murder_keepalived(self, force: bool = False) -> None:
        """Called every second by the main loop."""
        self.receiving.put_out_slow()
        crowded = max(0, self.nr_conns + ROOM - self.worker_connections)
        for conn in islice(chain(self.keepalived_conns, self.pending_conns), crowded):
            conn.timeout = 0.0  # idle ones, the oldest first, so that new ones are let in
        super().murder_keepalived(force)

    def run(self) -> None:
        super().run()
        if self.nr_conns > 0:  # leaving in the usual way would wait for their threads
            logging.shutdown()
            os._exit(0)

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """Ctrl and C: stop as after SIGTERM, only sooner."""
        if self.alive:
            self.cfg.set("graceful_timeout", HURRIED)
        self.handle_exit(sig, frame)

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        super().wait_for_and_dispatch_events(timeout if self.alive else min(timeout, LOOKS_EVERY))

    def _cap_keepalive(self, deadline: float) -> None:
        """On stopping: also for connections that browsers opened ahead and have not used. The port
        is closed here, at once. A proxy may just be using an idle connection; a browser that finds
        one closed asks again."""
        self.alive = False  # it may be that only its parent is gone
        for listener in self.sockets:
            listener.close()
        if not self.wsgi.config["TRUSTED_PROXIES"]:
            deadline = min(deadline, time.monotonic() + LINGERS)
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, deadline)


class Threads(ThreadPoolExecutor):
    """Where the machine allows no more threads, those that there are do the work."""

    def _adjust_thread_count(self) -> None:
        try:
            super()._adjust_thread_count()
        except RuntimeError:
            log.warning("no more than %s threads can be started", len(self._threads))
            if not self._threads:
                raise


class Receiving:
    """The connections whose request is still being received, the oldest first."""

    def __init__(self, most: int):
        self.most = most
        self._since: dict[TConn, float] = {}
        self._lock = threading.Lock()

    def begin(self, conn: TConn) -> None:
        with self._lock:
            if len(self._since) >= self.most:
                oldest = next(iter(self._since))
                is_slow = time.monotonic() - self._since[oldest] > MAY_BE_PUT_OUT
                self._put_out(oldest if is_slow else conn)
            self._since[conn] = time.monotonic()

    def end(self, conn: TConn) -> None:
        with self._lock:
            self._since.pop(conn, None)

    def put_out_slow(self) -> None:
        with self._lock:
            before = time.monotonic() - SENT_WITHIN
            for conn in [one for one, since in self._since.items() if since < before]:
                self._put_out(conn)

    def _put_out(self, conn: TConn) -> None:
        """Its thread wakes from waiting and lets go of it."""
        self._since.pop(conn, None)
        with suppress(OSError):
            conn.sock.shutdown(socket.SHUT_RDWR)


class Body:
    """The body of a request, which says when it was received as a whole."""

    def __init__(self, body: Any, received: Callable[[], None]):
        self._body, self._received = body, received

    def read(self, size: int | None = None) -> bytes:
        return self._said(self._body.read(size))

    def readline(self, size: int | None = None) -> bytes:
        return self._said(self._body.readline(size))

    def readlines(self, size: int | None = None) -> list[bytes]:
        lines = self._body.readlines(size)
        self._received()
        return lines

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.readline, b"")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._body, name)

    def _said(self, data: bytes) -> bytes:
        if not data or not getattr(self._body.reader, "length", 1):
            self._received()
        return data


def _say_busy(conn: TConn) -> None:
    """What was asked is read first: closed with something unread, the answer would be lost."""
    with suppress(OSError):
        conn.sock.settimeout(WAITS_FOR_A_WORD)
        conn.sock.recv(65_536)
        conn.sock.sendall(BUSY)
    with suppress(OSError):
        conn.sock.close()


def _closed_already(graceful: bool = False) -> None:
    """The main loop closes it once more."""
