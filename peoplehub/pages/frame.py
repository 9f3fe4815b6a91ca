"""The frame of every page: where we are, how it looks to this viewer, and what waits for them.

Each figure is asked for only when the page draws it.
"""
from dataclasses import dataclass
from functools import cached_property

from flask import Flask, request

from peoplehub.accounts.doors import display_for, viewer
from peoplehub.messages import queries as messages
from peoplehub.moderation import queries as moderation
from peoplehub.notifications import queries as notifications

# The first word of an address → the door of the header it stands behind, where they differ.
SECTIONS = {"": "home", "blogs": "stories"}


@dataclass
class Frame:
    """One page's frame, for one viewer."""

    viewer: object

    @cached_property
    def section(self) -> str:
        first = request.path.split("/")[1]
        return SECTIONS.get(first, first)

    @cached_property
    def display(self) -> dict[str, str]:
        return display_for(self.viewer)

    @cached_property
    def unread_messages(self) -> int:
        return messages.unread(self.viewer)

    @cached_property
    def unread_notifications(self) -> int:
        return notifications.unread(self.viewer)

    @cached_property
    def waiting(self) -> int:
        return moderation.waiting(self.viewer)


def init_app(app: Flask) -> None:
    app.context_processor(frame_of_this_page)


def frame_of_this_page() -> dict:
    return {"frame": Frame(viewer())}
