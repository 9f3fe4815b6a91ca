"""Easy read: one idea in each row, with a picture beside it.

It is kept as paragraphs. `[picture:heart] It says what matters to you.` is a row with a picture; a
paragraph in bold is a heading; anything else is a row without a picture. `[icon:...]` is what was
written before there were drawn pictures.
"""
import re
from collections.abc import Iterable

from peoplehub.artwork.pictures import SUBJECTS
from peoplehub.core import text
from peoplehub.library.pdf import svg

PICTURE = re.compile(r"\[(?:icon|picture):([a-z-]{1,40})\][ \t]*")
A_HEADING = "heading"  # in the place of a picture
BY_WORDS = {subject.words: name for name, subject in SUBJECTS.items()}
HEADING = re.compile(r"\*\*([^*\n]+)\*\*|#{1,6}[ \t]+([^\n]+)")


def rows(source: str) -> list[dict[str, str]]:
    """The rows of an easy-read text: `heading`, or `html` with the name of its `icon` or ""."""
    return [_row(paragraph) for paragraph in _paragraphs(source)]


def safe(made: list[dict]) -> list[dict]:
    """Rows that `rows` made, for a template: their HTML is known to be safe."""
    return [row | {"html": text.known_safe(row["html"]), "picture": svg.drawn(row["icon"])}
            for row in made]


def easy_words(made: list[dict]) -> list[str]:
    """The plain words of each row."""
    return [row["heading"] or text.plain(row["html"]) for row in made]


def unknown_pictures(source: str) -> list[str]:
    """The names of pictures we do not have, for the person who typed them."""
    names = dict.fromkeys(PICTURE.findall(source))
    return [name for name in names if not svg.has_picture(name)]


def parts(source: str) -> list[tuple[str, str]]:
    """Each paragraph as the editor shows it: a picture, `A_HEADING` or "", and its words."""
    return [_part(paragraph) for paragraph in _paragraphs(source)]


def joined(made: Iterable[tuple[str, str]]) -> str:
    """The text of such parts, as it is kept. A picture may be named by what it shows."""
    return "\n\n".join(_source(picture.strip(), words) for picture, words in made if words.strip())


def _paragraphs(source: str) -> list[str]:
    found = re.split(r"\n[ \t]*\n", text.normalize(source))
    return [paragraph.strip() for paragraph in found if paragraph.strip()]


def _part(paragraph: str) -> tuple[str, str]:
    if heading := HEADING.fullmatch(paragraph):
        return A_HEADING, heading[1] or heading[2]
    picture = PICTURE.match(paragraph)
    return (svg.subject_of(picture[1]) if picture else ""), PICTURE.sub("", paragraph)


def _source(picture: str, words: str) -> str:
    """One paragraph: empty lines in it would make two."""
    said = re.sub(r"\n\s*\n", "\n", text.normalize(words).strip())
    if picture == A_HEADING:
        return f"**{' '.join(said.replace('*', '').split())}**"
    name = BY_WORDS.get(picture, picture)
    return f"[picture:{name}] {said}" if name else said


def _row(paragraph: str) -> dict[str, str]:
    heading = HEADING.fullmatch(paragraph)
    if heading:
        return {"heading": heading[1] or heading[2], "icon": "", "html": ""}
    picture = PICTURE.match(paragraph)
    icon = picture[1] if picture and svg.has_picture(picture[1]) else ""
    words = PICTURE.sub("", paragraph)
    return {"heading": "", "icon": icon, "html": str(text.render(words, top=3))}
