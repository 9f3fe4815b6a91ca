"""Easy read: one idea in each row, with a picture beside it.

It is typed as paragraphs. `[icon:heart] It says what matters to you.` is a row with a picture; a
paragraph in bold is a heading; anything else is a row without a picture.
"""
import re

from peoplehub.core import text
from peoplehub.library.pdf import svg

PICTURE = re.compile(r"\[icon:([a-z-]{1,40})\][ \t]*")
HEADING = re.compile(r"\*\*([^*\n]+)\*\*|#{1,6}[ \t]+([^\n]+)")


def rows(source: str) -> list[dict[str, str]]:
    """The rows of an easy-read text: `heading`, or `html` with the name of its `icon` or ""."""
    paragraphs = re.split(r"\n[ \t]*\n", text.normalize(source))
    return [_row(paragraph.strip()) for paragraph in paragraphs if paragraph.strip()]


def safe(made: list[dict]) -> list[dict]:
    """Rows that `rows` made, for a template: their HTML is known to be safe."""
    return [row | {"html": text.known_safe(row["html"])} for row in made]


def easy_words(made: list[dict]) -> list[str]:
    """The plain words of each row."""
    return [row["heading"] or text.plain(row["html"]) for row in made]


def unknown_pictures(source: str) -> list[str]:
    """The names of pictures we do not have, for the person who typed them."""
    names = dict.fromkeys(PICTURE.findall(source))
    return [name for name in names if not svg.has_icon(name)]


def _row(paragraph: str) -> dict[str, str]:
    heading = HEADING.fullmatch(paragraph)
    if heading:
        return {"heading": heading[1] or heading[2], "icon": "", "html": ""}
    picture = PICTURE.match(paragraph)
    icon = picture[1] if picture and svg.has_icon(picture[1]) else ""
    words = PICTURE.sub("", paragraph)
    return {"heading": "", "icon": icon, "html": str(text.render(words, top=3))}
