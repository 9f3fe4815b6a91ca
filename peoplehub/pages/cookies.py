"""The cookies of the site with their reasons, as the cookie page lists them."""
from dataclasses import dataclass

from flask import Config

from peoplehub.accounts import known_devices
from peoplehub.core import display


@dataclass(frozen=True)
class Cookie:
    """One cookie, in words for its table."""

    name: str
    purpose: str
    stays: str


def cookies_of(config: Config) -> list[Cookie]:
    return [
        Cookie(
            config["SESSION_COOKIE_NAME"],
            "Keeps you signed in, and keeps your forms safe from other sites.",
            "Until you close your browser, or up to 30 days if you ask us to remember you",
        ),
        Cookie(
            known_devices.cookie(),
            "Knows this browser again when you sign in, so that nobody else's wrong passwords can "
            "keep you out. It does not say who you are.",
            "One year after you sign in",
        ),
        Cookie(
            display.cookie(),
            "Remembers the text size and colours you chose.",
            "One year after you choose",
        ),
    ]
