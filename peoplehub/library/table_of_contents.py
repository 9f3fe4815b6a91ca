"""The sections of a sheet: places to jump to within the page."""
import re
from html import unescape

from slugify import slugify

SECTION = re.compile(r"<h2(?: id=\"([a-z0-9-]+)\")?>(.*?)</h2>", re.DOTALL)


def with_places(html: str) -> str:
    """The HTML, each section of it with an id of its own made from its words."""
    taken: set[str] = set()
    return SECTION.sub(lambda found: f'<h2 id="{_place(found[2], taken)}">{found[2]}</h2>', html)


def sections(html: str) -> list[tuple[str, str]]:
    """(place, words) of each section."""
    return [(found[1], _bare(found[2])) for found in SECTION.finditer(html) if found[1]]


def parts_of(html: str) -> list[str]:
    """What stands before the first section, and each section, without the places to jump to."""
    bare = SECTION.sub(r"<h2>\2</h2>", html)
    return [part for part in re.split(r"(?=<h2>)", bare) if part.strip()]


def _place(words: str, taken: set[str]) -> str:
    """Never a name that the page itself uses: all of them begin with "about-"."""
    name = place = f"about-{slugify(_bare(words), max_length=50) or 'this'}"
    number = 2
    while place in taken:
        place, number = f"{name}-{number}", number + 1
    taken.add(place)
    return place


def _bare(words: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", words)).strip()
