"""What every page's frame shows: where we are, how it looks, and what is waiting for the viewer."""
from dataclasses import dataclass
from functools import cached_property

from flask import Flask, request
from flask_login import current_user

SECTIONS = {
    "": "home", "forum": "forum", "stories": "stories", "blogs": "stories", "library": "library",
    "messages": "messages", "advisors": "messages", "search": "search", "join": "join",
    "sign-in": "sign-in", "moderation": "moderation", "admin": "admin", "settings": "settings",
    "notifications": "notifications", "help-now": "help-now",
}


@dataclass
class Frame:
    """Asked only for what the page draws."""

    viewer: object

    @cached_property
    def section(self) -> str:
        return SECTIONS.get(request.path.split("/")[1], "")

    @cached_property
    def display(self) -> dict:
        return {}

    @cached_property
    def unread_messages(self) -> int:
        return 0

    @cached_property
    def unread_notifications(self) -> int:
        return 0

    @cached_property
    def waiting(self) -> int:
        return 0


def init_app(app: Flask) -> None:
    app.context_processor(frame_of_this_page)


def frame_of_this_page() -> dict:
    return {"frame": Frame(current_user)}
