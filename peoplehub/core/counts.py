"""How many new things wait for people, as their open pages are told it. Each room that counts
gives one function: its name in the frame of a page → `count(user_ids)`, one question for all."""
from collections.abc import Callable, Collection

from flask import Flask, current_app

from peoplehub.core.channels import send_to


def init_app(app: Flask, counts: dict[str, Callable]) -> None:
    app.extensions["counts"] = counts


def tell(user_ids: Collection[int]) -> None:
    """Say to the open pages of these people what waits for each of them."""
    counted = {name: count(user_ids)
               for name, count in current_app.extensions["counts"].items()} if user_ids else {}
    for user_id in set(user_ids):
        waiting = {name: found.get(user_id, 0) for name, found in counted.items()}
        send_to([user_id], "notifications:counted", waiting)
