"""Display preferences (theme, size, motion, easy words, ...): the choices, and their cookie.

Signed in, the same choices lie on the account. The cookie holds only words from this table,
so it says nothing about who the person is.
"""
from collections.abc import Mapping

from flask import current_app

YEAR = 365 * 24 * 3600  # seconds

# Name → value → words. The first value is what everybody starts with.
CHOICES: dict[str, dict[str, str]] = {
    "theme": {
        "device": "Same as my device",
        "light": "Light",
        "dark": "Dark",
        "contrast": "High contrast",
    },
    "size": {"1": "Standard", "2": "Large", "3": "Very large"},
    "spacing": {"normal": "Standard", "wide": "More space between letters and lines"},
    "motion": {"full": "Same as my device", "less": "No movement"},
    "easy": {"later": "Show the standard version first", "first": "Show easy read first"},
    "pictures": {"all": "Show them at once", "less": "Data saver: show each when I tap it"},
    "notes": {"fold": "Show the note first", "open": "Always show noted pieces"},
    "words": {"explain": "Mark hard words, so that I can look up what they mean",
              "plain": "Do not mark them"},
}


def cookie() -> str:
    """The name of the cookie. In production no other site of the same domain can set it."""
    return "__Host-display" if current_app.config["SESSION_COOKIE_SECURE"] else "display"


def chosen(said: Mapping[str, str]) -> dict[str, str]:
    """One known value for every choice, whatever was said."""
    return {name: _known(values, said.get(name)) for name, values in CHOICES.items()}


def to_cookie(display: Mapping[str, str]) -> str:
    return ".".join(chosen(display).values())


def from_cookie(value: str) -> dict[str, str]:
    return chosen(dict(zip(CHOICES, value.split("."), strict=False)))


def _known(values: dict[str, str], value: str | None) -> str:
    return value if value in values else next(iter(values))
