"""Slow work of an act, done before its transaction: while no lock is held."""
from collections.abc import Callable
from typing import Any, cast


def prepared_by(prepare: Callable) -> Callable:
    """Decorator of an act: `prepare` does slow work before the transaction, while no lock is held.
    It is called with the same arguments and must not change anything."""

    def mark(verb: Callable) -> Callable:
        cast(Any, verb).prepare = (*getattr(verb, "prepare", ()), prepare)
        return verb

    return mark
