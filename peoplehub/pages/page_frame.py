"""The header and the footer of every page: their templates are rendered once for each look that
they can have, and what differs from one viewer to the next is filled in."""
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup, escape

from peoplehub.accounts.models import Anonymous, User
from peoplehub.artwork import avatar
from peoplehub.core.fragments import fragment
from peoplehub.core.text import known_safe

PLACES = ("here", "messages", "notifications", "waiting", "slug", "face", "pen_name")

NavEntry = tuple[str, str, str, str]  # the section, its address, its icon, its word


class HeaderLook(NamedTuple):
    """What makes one header look other than the next: all that `layout/_header.html` decides by."""

    section: str  # of the page; "" where no entry of the header leads to it
    is_front_of_section: bool
    is_own_profile: bool
    is_member: bool
    has_messages: bool
    has_notifications: bool
    has_waiting: bool
    rooms: tuple[NavEntry, ...]
    more: tuple[NavEntry, ...]
    elsewhere: str


def header_html(
    look: HeaderLook, person: User | Anonymous, here: str, messages: int, notifications: int,
    waiting: int
) -> Markup:
    """`here`: the address of the page. The numbers are of what waits for `person`: new messages,
    new notifications, and what moderators have to decide."""
    return known_safe(fragment("layout/_header.html", PLACES, header=look).fill(
        here=quote(here), messages=str(messages), notifications=str(notifications),
        waiting=str(waiting), slug=person.slug, pen_name=escape(person.pen_name),
        face=avatar(person.avatar or person.slug, "mini") if isinstance(person, User) else "",
    ))


def footer_html(ask_about: str) -> Markup:
    """`ask_about`: the query string that a question asked from here begins with, or nothing."""
    return known_safe(fragment("layout/_footer.html", ("ask_about",)).fill(
        ask_about=escape(ask_about)))
