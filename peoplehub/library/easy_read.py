"""Easy read: one idea in each row, with a picture beside it.

It is kept as paragraphs. `[picture:heart] It says what matters to you.` is a row with a picture; a
paragraph in bold is a heading; anything else is a row without a picture. `[icon:...]` is what was
written before there were drawn pictures, and `[picture:own-1]` is one that an editor brought
(`easy_pictures.py`).
"""
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from peoplehub.artwork.pictures import SUBJECTS
from peoplehub.core import text
from peoplehub.library.easy_pictures import OWN, EasyPicture, ShownPicture
from peoplehub.library.pdf import svg

PICTURE = re.compile(r"\[(?:icon|picture):([a-z0-9-]{1,40})\][ \t]*")
A_HEADING = "heading"  # in the place of a picture
BY_WORDS = {subject.words: name for name, subject in SUBJECTS.items()}
HEADING = re.compile(r"\*\*([^*\n]+)\*\*|#{1,6}[ \t]+([^\n]+)")


def rows(source: str, own: Collection[str] = ()) -> list[dict[str, str]]:
    """The rows of an easy-read text: `heading`, or `html` with the name of its `icon` or "".
    `own`: the names of the pictures that its editors brought."""
    return [_row(paragraph, own) for paragraph in _paragraphs(source)]


def safe(made: list[dict], own: Mapping[str, ShownPicture] = {}) -> list[dict]:
    """Rows that `rows` made, for a template: their HTML is known to be safe. `own`: the pictures
    that its editors brought; a row of one that was deleted has none."""
    return [row | {"html": text.known_safe(row["html"]), **_pictured(row["icon"], own)}
            for row in made]


def easy_words(made: list[dict]) -> list[str]:
    """The plain words of each row."""
    return [row["heading"] or text.plain(row["html"]) for row in made]


def pictures_in(source: str) -> list[str]:
    """The names of the pictures that a text shows, each once."""
    return list(dict.fromkeys(PICTURE.findall(source)))


def unknown_pictures(source: str, own: Collection[str] = ()) -> list[str]:
    """The names of pictures we do not have, for the person who typed them."""
    return [name for name in pictures_in(source) if not (svg.has_picture(name) or name in own)]


def parts(source: str) -> list[tuple[str, str]]:
    """Each paragraph as the editor shows it: a picture, `A_HEADING` or "", and its words."""
    return [_part(paragraph) for paragraph in _paragraphs(source)]


def joined(made: Iterable[tuple[str, str]], own: Mapping[str, EasyPicture]) -> str:
    """The text of such parts, as it is kept. A picture may be named by what it shows."""
    return "\n\n".join(_source(named(picture.strip(), own), words)
                       for picture, words in made if words.strip())


def named(picture: str, own: Mapping[str, EasyPicture]) -> str:
    """The name of a picture that somebody named so, or by what it shows."""
    by_words = {one.words: name for name, one in own.items()}
    return by_words.get(picture) or BY_WORDS.get(picture, picture)


def _paragraphs(source: str) -> list[str]:
    found = re.split(r"\n[ \t]*\n", text.normalize(source))
    return [paragraph.strip() for paragraph in found if paragraph.strip()]


def _part(paragraph: str) -> tuple[str, str]:
    if heading := HEADING.fullmatch(paragraph):
        return A_HEADING, heading[1] or heading[2]
    picture = PICTURE.match(paragraph)
    return (svg.subject_of(picture[1]) if picture else ""), PICTURE.sub("", paragraph)


def _source(name: str, words: str) -> str:
    """One paragraph: empty lines in it would make two."""
    said = re.sub(r"\n\s*\n", "\n", text.normalize(words).strip())
    if name == A_HEADING:
        return f"**{' '.join(said.replace('*', '').split())}**"
    return f"[picture:{name}] {said}" if name else said


def _pictured(name: str, own: Mapping[str, ShownPicture]) -> dict[str, Any]:
    if OWN.fullmatch(name):
        return {"icon": name if name in own else "", "own": own.get(name)}
    return {"picture": svg.drawn(name)}


def _row(paragraph: str, own: Collection[str]) -> dict[str, str]:
    heading = HEADING.fullmatch(paragraph)
    if heading:
        return {"heading": heading[1] or heading[2], "icon": "", "html": ""}
    picture = PICTURE.match(paragraph)
    is_there = picture and (svg.has_picture(picture[1]) or picture[1] in own)
    icon = picture[1] if picture and is_there else ""
    words = PICTURE.sub("", paragraph)
    return {"heading": "", "icon": icon, "html": str(text.render(words, top=3))}
