"""The table of event listeners that `peoplehub.wiring` writes down, by event."""
from collections.abc import Callable

from peoplehub.core.events import Event


def by_event(rows: dict) -> dict[type[Event], list[Callable]]:
    """Return the rows with an event class as each key, where a row may stand for a tuple of them.

    Raises ValueError when an event stands in two rows: the later one would replace the earlier.
    """
    table: dict[type[Event], list[Callable]] = {}
    for key, listeners in rows.items():
        for event in key if isinstance(key, tuple) else (key,):
            if event in table:
                raise ValueError(f"{event.__name__} stands in two rows of the table of listeners.")
            table[event] = listeners
    return table
