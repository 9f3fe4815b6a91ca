"""Listeners that are not called for a while: for bulk commands, and for derived data that is
rebuilt afterwards."""
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import ModuleType

_after_listeners_off: ContextVar[bool] = ContextVar("after_listeners_off", default=False)
_disabled_listeners: ContextVar[tuple[str, ...]] = ContextVar("disabled_listeners", default=())


def after_listeners_are_off() -> bool:
    return _after_listeners_off.get()


def is_disabled(listener: Callable) -> bool:
    return f"{listener.__module__}.{listener.__qualname__}".startswith(_disabled_listeners.get())


@contextmanager
def without_after_listeners() -> Iterator[None]:
    """Context manager: AFTER listeners are not called for acts inside. For bulk commands."""
    token = _after_listeners_off.set(True)
    try:
        yield
    finally:
        _after_listeners_off.reset(token)


@contextmanager
def without_listeners(*these: ModuleType | Callable) -> Iterator[None]:
    """Context manager: these DURING listeners, or all of these modules or packages, are not called
    inside. Only for derived data that is rebuilt afterwards, and for what is old already."""
    token = _disabled_listeners.set(
        (*_disabled_listeners.get(), *(_name(one) for one in these))
    )
    try:
        yield
    finally:
        _disabled_listeners.reset(token)


def _name(one: ModuleType | Callable) -> str:
    return one.__name__ if isinstance(one, ModuleType) else f"{one.__module__}.{one.__qualname__}"
