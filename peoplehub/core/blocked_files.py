"""Asks, before a file is stored, whether it is a copy of one that was taken down for good."""
from collections.abc import Callable

from flask import Flask, current_app, has_app_context


def init_app(app: Flask, refuse: Callable[[bytes], None]) -> None:
    """`refuse` raises Invalid for the bytes of a file that is not taken any more."""
    app.extensions["refuse file"] = refuse


def check(data: bytes) -> None:
    """Raises Invalid, with a sentence that says how to contest it."""
    if has_app_context() and "refuse file" in current_app.extensions:
        current_app.extensions["refuse file"](data)
