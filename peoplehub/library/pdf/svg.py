"""Artwork and icons as standalone SVG, with colours in place of CSS classes."""
import re
from functools import cache, lru_cache
from pathlib import Path

from markupsafe import Markup

from peoplehub import artwork
from peoplehub.artwork.pictures import SUBJECTS, picture
from peoplehub.core.errors import found
from peoplehub.core.icons import NAMES

STATIC = Path(__file__).resolve().parents[3] / "static"
NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'

# Pictures of before, by what is drawn in their stead.
DRAWN_NOW = {
    "badge-check": "star", "bell": "phone", "book-open": "book", "briefcase": "work",
    "check": "yes", "circle-alert": "danger", "circle-check": "yes", "circle-help": "question",
    "clipboard-list": "list", "file-text": "form", "hand-heart": "helper",
    "heart-handshake": "handshake", "house": "home", "info": "information", "key-round": "key",
    "life-buoy": "safe", "lock": "private", "mail": "letter", "map-pin": "place",
    "message-circle": "talking", "messages-square": "meeting", "pen-line": "sign-name",
    "pound-sterling": "money", "scale": "rights", "shield-check": "safe", "smartphone": "mobile",
    "sprout": "garden", "sun": "day", "triangle-alert": "danger", "user": "me", "users": "family",
    "x": "no",
}


def subject_of(name: str) -> str:
    """The drawn picture of that name, or in the stead of one of before; else the name."""
    return name if name in SUBJECTS else DRAWN_NOW.get(name, name)


def drawn(name: str) -> Markup | None:
    """A drawn picture for a page; None where there is none of that name."""
    subject = subject_of(name)
    return picture(subject) if subject in SUBJECTS else None


def for_print(name: str) -> str:
    """The picture beside an easy-read sentence as a square of its own."""
    subject = subject_of(name)
    return _alone(picture(subject)) if subject in SUBJECTS else icon(name)


@cache
def icon(name: str, colour: str = "#1c6b66") -> str:
    """One picture of the sprite, in one colour."""
    sprite = (STATIC / "icons.svg").read_text()
    symbol = re.search(f'<symbol id="{re.escape(name)}"[^>]*>(.*?)</symbol>', sprite, re.DOTALL)
    inner = found(symbol)[1]
    lines = 'fill="none" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"'
    ground = '<path fill="#e0efe9" stroke="none" d="M-8-8h40v40H-8z"/>'
    return f'<svg {NAMESPACE} viewBox="-8 -8 40 40" {lines} stroke="{colour}">{ground}{inner}</svg>'


def shows(name: str) -> str:
    """Words for a picture, for those who hear the page."""
    subject = subject_of(name)
    return SUBJECTS[subject].words if subject in SUBJECTS else name.replace("-", " ")


def has_picture(name: str) -> bool:
    """Drawn, or one of the small pictures of the site."""
    return subject_of(name) in SUBJECTS or name in NAMES


@lru_cache(maxsize=256)
def strip(seed: str, columns: int) -> str:
    return _alone(artwork.strip(seed, columns))


def _alone(drawing: str) -> str:
    style = f"<style>{_colours()}</style>"
    return str(drawing).replace("<svg ", f"<svg {NAMESPACE} ", 1).replace(">", f">{style}", 1)


@cache
def _colours() -> str:
    """The artwork's colours, from the one place that says them."""
    css = (STATIC / "css" / "artwork.css").read_text()
    rules = re.findall(r"(\.q-[\w-]+) \{([^}]*)\}", css)
    return "".join(f"{name}{{{_unfilled(name)}{rule}}}" for name, rule in rules)


def _unfilled(name: str) -> str:
    return "fill: none;" if name.endswith("-line") else ""
