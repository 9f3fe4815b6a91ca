"""How many new things wait for people, as their open pages are told it. Each room that counts
gives one function: its name in the frame of a page → `count(user_ids)`, one question for all."""
from collections.abc import Callable, Collection

from flask import Flask, current_app

from peoplehub.core.channels import send_to


def init_app(app: Flask, counts: dict[str, Callable]) -> None:
    app.extensions["counts"] = counts


def tell(user_ids: Collection[int]) -> None:
    """Say to the open pages of these people what waits for each of them."""
    for user_id, waiting in _counted(set(user_ids)).items():
        send_to([user_id], "notifications:counted", waiting)


def waiting_for(user_id: int) -> dict[str, int]:
    """The same for one person: {messages, notifications}."""
    return _counted({user_id})[user_id]


def _counted(user_ids: set[int]) -> dict[int, dict[str, int]]:
    if not user_ids:
        return {}
    counted = {name: count(user_ids)
               for name, count in current_app.extensions["counts"].items()}
    return {one: {name: found.get(one, 0) for name, found in counted.items()}
            for one in user_ids}
