"""How many new things wait for a person. Each room that counts gives one function: its name in
the frame of a page → `count(viewer)`."""
from collections.abc import Callable

from flask import Flask, current_app


def init_app(app: Flask, counts: dict[str, Callable]) -> None:
    app.extensions["counts"] = counts


def waiting_for(viewer) -> dict[str, int]:
    """Every count of this viewer, as the open pages are told it."""
    counts = current_app.extensions["counts"]
    return {name: count(viewer) for name, count in counts.items()}
