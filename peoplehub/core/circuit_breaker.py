"""Circuit breakers: a part outside the process (Redis, the store of files, PostgreSQL) that did not
answer is not asked again for a while. Whoever would ask hears at once that it is away, so a part
that hangs costs one caller its time limit and all others nothing.
"""
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

OPEN_SECONDS = 5.0  # seconds until one caller tries again
HALF_OPEN_SECONDS = 3.0  # seconds in which nobody else does

log = logging.getLogger(__name__)

_breakers: dict[str, "CircuitBreaker"] = {}


class CircuitOpen(Exception):
    """It failed a moment ago and was not asked."""


class CircuitBreaker:
    """Of one part, in one process. Closed: calls go through. Open: they do not."""

    def __init__(self, name: str, clock: Callable[[], float] = time.monotonic):
        self.name, self._clock = name, clock
        self._open_until: float | None = None
        self._lock = threading.Lock()

    @contextmanager
    def calling(self, *failures: type[Exception]) -> Iterator[None]:
        """Around a call that has a time limit of its own. Raises CircuitOpen instead of calling;
        one of these `failures` opens the circuit, anything else is an answer and closes it."""
        self._enter()
        try:
            yield
        except failures as error:
            self.trip(type(error).__name__)
            raise
        except Exception:
            self.close()
            raise
        self.close()

    def check(self) -> None:
        """Raises CircuitOpen while it rests, for who has something to do before calling."""
        if self._open_until is not None and self._clock() < self._open_until:
            raise CircuitOpen(f"{self.name} did not answer a moment ago")

    def _enter(self) -> None:
        """The same; and after the rest one caller is let through, for a while alone."""
        if self._open_until is None:
            return
        with self._lock:
            self.check()
            if self._open_until is not None:
                self._open_until = self._clock() + HALF_OPEN_SECONDS

    def trip(self, why: str) -> None:
        with self._lock:
            self._open_until = self._clock() + OPEN_SECONDS
        log.warning("%s is away and rests: %s", self.name, why)

    def close(self) -> None:
        if self._open_until is not None:
            with self._lock:
                self._open_until = None
            log.warning("%s answers again", self.name)

    @property
    def is_open(self) -> bool:
        return self._open_until is not None


def breaker(name: str) -> CircuitBreaker:
    """The one breaker of this part in this process."""
    return _breakers.setdefault(name, CircuitBreaker(name))


def close_all() -> None:
    """Ask everything again, for a new process or a new test."""
    for one in _breakers.values():
        one.close()
