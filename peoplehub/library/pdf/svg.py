"""Artwork and icons as standalone SVG, with colours in place of CSS classes."""
import re
from functools import cache, lru_cache
from pathlib import Path

from peoplehub import artwork
from peoplehub.core.errors import found
from peoplehub.core.icons import NAMES

STATIC = Path(__file__).resolve().parents[3] / "static"
NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'

# What a picture beside an easy-read sentence shows, for those who hear the page.
SHOWN = {
    "baby": "a baby", "badge-check": "a badge", "bell": "a bell", "book-open": "an open book",
    "briefcase": "a briefcase", "calendar": "a calendar", "check": "a tick",
    "circle-alert": "an exclamation mark", "circle-check": "a tick",
    "circle-help": "a question mark", "clipboard-list": "a list", "clock": "a clock",
    "file-text": "a sheet of paper", "hand-heart": "a hand with a heart", "heart": "a heart",
    "heart-handshake": "two people shaking hands", "hospital": "a hospital", "house": "a house",
    "info": "a letter i", "key-round": "a key", "life-buoy": "a life ring", "lock": "a lock",
    "mail": "a letter", "map-pin": "a place on a map", "message-circle": "a speech bubble",
    "messages-square": "people talking", "pen-line": "a pen", "phone": "a telephone",
    "pound-sterling": "money", "scale": "weighing scales", "school": "a school",
    "search": "a magnifying glass", "shield-check": "a shield", "smartphone": "a mobile phone",
    "sprout": "a young plant", "star": "a star", "sun": "the sun",
    "triangle-alert": "a warning sign", "user": "a person", "users": "people together",
    "x": "a cross",
}  # fmt: skip


@cache
def icon(name: str, colour: str = "#1c6b66") -> str:
    """One picture of the sprite, in one colour."""
    sprite = (STATIC / "icons.svg").read_text()
    symbol = re.search(f'<symbol id="{re.escape(name)}"[^>]*>(.*?)</symbol>', sprite, re.DOTALL)
    inner = found(symbol)[1]
    lines = 'fill="none" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"'
    return f'<svg {NAMESPACE} viewBox="0 0 24 24" {lines} stroke="{colour}">{inner}</svg>'


def shows(name: str) -> str:
    """Words for a picture."""
    return SHOWN.get(name, name.replace("-", " "))


def has_icon(name: str) -> bool:
    return name in NAMES


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
