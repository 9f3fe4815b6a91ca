"""Messages go before pages, and pages are not kept waiting by what scripts ask. The threads of a
process share one interpreter, so a message that comes while forty pages are drawn would be one of
forty-one. Here few requests are answered at once, the others wait for their turn, and what people
say to each other waits for none.

After a restart every open browser comes back within seconds: it opens its socket and asks what it
missed. Pages, those questions and new sockets wait in a queue each, and the queues take turns, so
that somebody who opens a page waits for one of each and not for five hundred.
"""
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

MESSAGES, SOCKETS = "/messages/", "/socket.io"
PAGES, OF_SCRIPTS, CONNECTIONS = "pages", "of scripts", "connections"  # the queues
BESIDE_MESSAGES = 1  # pages drawn at once while somebody writes
SLOW = 0.3  # seconds; what takes longer waits for something else, and is not counted any more


class RequestPriority:
    """WSGI: answers at most `most` requests at once, and `BESIDE_MESSAGES` while something urgent
    is done: whatever is written in a conversation (sent, delivered, read). Sockets are let through
    and take a turn while they connect."""

    def __init__(self, app: Callable, most: int):
        self.app, self.most = app, most
        self._lock = threading.Lock()
        self._inside: dict[object, float] = {}  # those that are answered, and since when
        self._urgent: dict[object, float] = {}
        self._queues = {name: deque[threading.Lock]() for name in (PAGES, OF_SCRIPTS, CONNECTIONS)}
        self._next = deque(self._queues)  # whose turn it is

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if environ.get("PATH_INFO", "").startswith(SOCKETS):
            return self.app(environ, start_response)
        with self._at_once() if is_urgent(environ) else self.turn(queue_of(environ)):
            return self.app(environ, start_response)

    def room(self) -> int:
        """How many more may be answered now."""
        most = BESIDE_MESSAGES if _quick(self._urgent) else self.most
        return most - _quick(self._inside)

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        own = object()
        with self._lock:
            self._urgent[own] = time.monotonic()
        try:
            yield
        finally:
            with self._lock:
                del self._urgent[own]
                self._let_in()

    @contextmanager
    def turn(self, queue: str) -> Iterator[None]:
        """A lock of one's own, released by whoever makes room. Looked at again when those inside
        may have become slow, so nothing that hangs keeps the others waiting."""
        own = threading.Lock()
        own.acquire()
        with self._lock:
            self._queues[queue].append(own)
            self._let_in()
        while not own.acquire(timeout=SLOW):
            with self._lock:
                self._let_in()
        try:
            yield
        finally:
            with self._lock:
                del self._inside[own]
                self._let_in()

    def _let_in(self) -> None:
        """As long as there is room, who waits longest in each queue in turn."""
        while self.room() > 0 and any(self._queues.values()):
            waiting = self._queues[self._next[0]]
            self._next.rotate(-1)
            if waiting:
                first = waiting.popleft()
                self._inside[first] = time.monotonic()
                first.release()


def is_urgent(environ: dict) -> bool:
    path = environ.get("PATH_INFO", "")
    return path.startswith(MESSAGES) and environ.get("REQUEST_METHOD") == "POST"


def queue_of(environ: dict) -> str:
    return OF_SCRIPTS if "application/json" in environ.get("HTTP_ACCEPT", "") else PAGES


def _quick(entered: dict[object, float]) -> int:
    """How many are inside and have not become slow."""
    before = time.monotonic() - SLOW
    return sum(since > before for since in entered.values())
