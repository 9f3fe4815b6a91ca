"""Template context of every page: navigation, display preferences, unread counts.

Each figure is asked for only when the page draws it.
"""
import hmac
from dataclasses import dataclass
from functools import cached_property, lru_cache

from flask import Flask, current_app, request
from markupsafe import Markup

from peoplehub.accounts.auth import display_for, viewer
from peoplehub.accounts.models import Anonymous, User
from peoplehub.core import unread_counts
from peoplehub.core.page_cache import page_address
from peoplehub.moderation import queries as moderation
from peoplehub.notifications import expected_emails, queries as notifications
from peoplehub.pages.page_frame import HeaderLook, NavEntry, footer_html, header_html

# The first word of an address → the entry of the header it belongs to, where they differ.
SECTIONS = {"": "home", "blogs": "stories",
            **dict.fromkeys(("questions", "templates", "packs", "words"), "library")}

# What the header and the menu offer: the section, its address, its icon, its word.
ROOMS = (
    ("home", "/", "house", "Home"), ("forum", "/forum", "messages-square", "Forum"),
    ("stories", "/stories", "book-open", "Stories"),
    ("library", "/library", "library", "Library"), ("messages", "/messages", "mail", "Messages"),
)  # fmt: skip
ELSEWHERE = "https://www.bbc.co.uk/weather"  # where "Leave this site quickly" leads
FOR_VISITORS = (("join", "/join", "user-plus", "Join"),)
FOR_MODERATORS = (("moderation", "/moderation", "shield-check", "Moderation"),)
FOR_ADVISORS = (("advising", "/advising", "hand-heart", "Advising"),)
FOR_OVERSEERS = (("admin", "/admin", "sliders-horizontal", "Admin"),)
FOR_MEMBERS = (
    ("settings", "/settings", "settings", "Settings"),
    ("sign-out", "/sign-out", "log-out", "Sign out"),
)
NOTHING = {"messages": 0, "notifications": 0}
TOOLS = ("search", "help-now", "notifications", "sign-in", "join", "menu")  # of the header, too
FRONTS = frozenset(address for _, address, _, _ in ROOMS)


@dataclass
class PageContext:
    """One page's frame, for one viewer."""

    viewer: User | Anonymous

    @cached_property
    def section(self) -> str:
        first = request.path.split("/")[1]
        return SECTIONS.get(first, first)

    @cached_property
    def display(self) -> dict[str, str]:
        return display_for(self.viewer)

    @property
    def person_key(self) -> str:
        """The name under which scripts keep this person's drafts on a device: always the same
        one, and it does not tell who they are. Empty for a visitor."""
        if self.viewer.id is None:
            return ""
        return person_key(current_app.config["SECRET_KEY"], self.viewer.id)

    rooms = ROOMS

    @property
    def more(self) -> tuple[NavEntry, ...]:
        """The further links of the header, for this viewer."""
        if self.viewer.id is None:
            return FOR_VISITORS
        oversees = self.viewer.is_admin or self.viewer.is_safeguarding
        viewer = self.viewer
        moderates = viewer.is_moderator or viewer.tools_closed or viewer.needs_training
        advises = FOR_ADVISORS * self.viewer.is_advisor
        return advises + FOR_MODERATORS * moderates + FOR_OVERSEERS * oversees + FOR_MEMBERS

    @cached_property
    def unread(self) -> dict[str, int]:
        """How many messages and notifications wait for the viewer. What only reads changes none
        of it: then they are as many as when the request began."""
        if self.viewer.id is None:
            return NOTHING
        is_reading = request.method in ("GET", "HEAD") and self.viewer.unread
        return self.viewer.unread if is_reading else unread_counts.waiting_for(self.viewer.id)

    @property
    def unread_messages(self) -> int:
        return self.unread["messages"]

    @property
    def unread_notifications(self) -> int:
        return self.unread["notifications"]

    @property
    def what_emails_come(self) -> str:
        """What comes to the viewer by e-mail, and when."""
        return expected_emails.what_comes(self.viewer, self.emails_a_week)

    @cached_property
    def emails_a_week(self) -> dict[str, int]:
        """How many e-mails a week each choice of the settings would mean for the viewer."""
        return expected_emails.emails_a_week(self.viewer)

    def told_of(self, kind: str, piece_ids: list[int]) -> list[int]:
        """Which of the pieces on this page wait among the viewer's notices. Asks nothing where
        nothing waits."""
        if self.viewer.id is None or not (piece_ids and self.unread_notifications):
            return []
        return notifications.waiting_about(self.viewer, kind, piece_ids)

    @cached_property
    def waiting(self) -> int:
        return moderation.waiting(self.viewer)

    @property
    def header_html(self) -> Markup:
        person, more = self.viewer, self.more
        known = {entry[0] for entry in (*ROOMS, *more)}.union(TOOLS)
        look = HeaderLook(
            section=self.section if self.section in known else "",
            is_front_of_section=request.path in FRONTS,
            is_own_profile=request.path == f"/people/{person.slug}",
            is_member=person.id is not None,
            has_messages=self.unread_messages > 0,
            has_notifications=self.unread_notifications > 0,
            has_waiting=self.waiting > 0,
            rooms=ROOMS, more=more, elsewhere=ELSEWHERE,
        )
        return header_html(look, person, page_address(), self.unread_messages,
                           self.unread_notifications, self.waiting)

    footer_html = staticmethod(footer_html)

    @property
    def has_notices(self) -> bool:
        """Whether `layout/_notices.html` has anything to say of how the viewer stands."""
        viewer = self.viewer
        return bool(viewer.standing_words) or viewer.tools_closed or viewer.needs_training


@lru_cache(maxsize=1024)
def person_key(secret: str, person_id: int) -> str:
    return hmac.digest(secret.encode(), f"drafts of {person_id}".encode(), "sha256").hex()[:16]


def init_app(app: Flask) -> None:
    app.context_processor(current_page_context)
    app.extensions["page parts"] = lambda: PageContext(viewer())  # for core.page_frames


def current_page_context() -> dict:
    return {"page_context": PageContext(viewer())}
