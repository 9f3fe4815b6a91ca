"""The current time, in one place, so that the demonstration or a test can set it."""
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_said: ContextVar[datetime | None] = ContextVar("said", default=None)


def now() -> datetime:
    return _said.get() or datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Everything inside happens at `moment` (an aware datetime)."""
    token = _said.set(moment)
    try:
        yield
    finally:
        _said.reset(token)
