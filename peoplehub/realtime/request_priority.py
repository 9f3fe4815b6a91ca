"""Messages go before pages. The threads of a process share one interpreter, so a message that comes
while forty pages are drawn would be one of forty-one. Here few pages are drawn at once, the others
wait for their turn, and what people say to each other waits for none.
"""
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

MESSAGES, SOCKETS = "/messages/", "/socket.io"
BESIDE_MESSAGES = 1  # pages drawn at once while somebody writes
SLOW = 0.3  # seconds; what takes longer waits for something else, and is not counted any more


class RequestPriority:
    """WSGI: draws at most `most` pages at once, and `BESIDE_MESSAGES` while something urgent is
    done: whatever is written in a conversation (sent, delivered, read). Sockets are let through."""

    def __init__(self, app: Callable, most: int):
        self.app, self.most = app, most
        self._lock = threading.Lock()
        self._pages: dict[object, float] = {}  # those that are drawn, and since when
        self._urgent: dict[object, float] = {}
        self._waiting: deque[threading.Lock] = deque()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if environ.get("PATH_INFO", "").startswith(SOCKETS):
            return self.app(environ, start_response)
        with self._at_once() if is_urgent(environ) else self._in_turn():
            return self.app(environ, start_response)

    def room(self) -> int:
        """How many more pages may be drawn now."""
        most = BESIDE_MESSAGES if _quick(self._urgent) else self.most
        return most - _quick(self._pages)

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
    def _in_turn(self) -> Iterator[None]:
        """A lock of one's own, released by whoever makes room. Looked at again when those inside
        may have become slow, so nothing that hangs keeps the others waiting."""
        own = threading.Lock()
        own.acquire()
        with self._lock:
            self._waiting.append(own)
            self._let_in()
        while not own.acquire(timeout=SLOW):
            with self._lock:
                self._let_in()
        try:
            yield
        finally:
            with self._lock:
                del self._pages[own]
                self._let_in()

    def _let_in(self) -> None:
        """Those who wait, in the order in which they came, as long as there is room."""
        while self._waiting and self.room() > 0:
            first = self._waiting.popleft()
            self._pages[first] = time.monotonic()
            first.release()


def is_urgent(environ: dict) -> bool:
    path = environ.get("PATH_INFO", "")
    return path.startswith(MESSAGES) and environ.get("REQUEST_METHOD") == "POST"


def _quick(entered: dict[object, float]) -> int:
    """How many are inside and have not become slow."""
    before = time.monotonic() - SLOW
    return sum(since > before for since in entered.values())
