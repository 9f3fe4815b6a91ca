"""First-in, first-out locks by key, taken before a database connection, where many writers want the
same row.

Many writers in one conversation all want its row. On PostgreSQL each would hold a connection while
it waits, until the pool is empty and the longest wait is over the server's limit. Other processes
still meet at the row's own lock: this is only the queue in front of it.
"""
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from peoplehub.core.errors import Unavailable

LONGEST_WAIT = 20.0  # seconds
BUSY = (
    "Very many people are writing here at once, so this was not sent. What you typed is safe. "
    "Please try again in a minute."
)


class FifoLocks:
    """A queue for every key that somebody wants."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._queues: dict[str, deque[threading.Event]] = {}

    @contextmanager
    def turn(self, key: str) -> Iterator[None]:
        """Wait for one's turn and have it. Raises Unavailable when that takes too long."""
        own = threading.Event()
        self._come(key, own)
        try:
            if not own.wait(LONGEST_WAIT):
                raise Unavailable(BUSY)
            yield
        finally:
            self._go(key, own)

    def _come(self, key: str, own: threading.Event) -> None:
        with self._lock:
            queue = self._queues.setdefault(key, deque())
            queue.append(own)
            queue[0].set()

    def _go(self, key: str, own: threading.Event) -> None:
        with self._lock:
            queue = self._queues[key]
            queue.remove(own)
            if queue:
                queue[0].set()
            else:
                del self._queues[key]


_locks = FifoLocks()
fifo_lock = _locks.turn
