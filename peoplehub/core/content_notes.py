"""Content notes as text: what a piece is about, said before its words are read. A note is a few
parts, subjects and a short sentence, in one line."""
from typing import Any

from sqlalchemy import ColumnElement, case, literal

SEPARATOR = " · "
LONGEST_NOTE = 400  # characters of all parts
MARK = " (content note: {})"


def merged(*notes: str) -> str:
    """One note with the parts of all, each once."""
    if not any(notes):
        return ""
    return SEPARATOR.join(dict.fromkeys(
        part for note in notes if note for part in note.split(SEPARATOR)))


def fitting(note: str) -> str:
    """As many of its parts as there is room for, each whole."""
    while len(note) > LONGEST_NOTE:
        note = note.rpartition(SEPARATOR)[0]
    return note


def marked(title: str, note: str) -> str:
    """A title as a list shows it: with its note, if it has one."""
    return title + MARK.format(note) if note else title


def marked_column(title: Any, *notes: Any) -> ColumnElement[str]:
    """The same in SQL. Columns of `notes` may be null."""
    before, after = MARK.split("{}")
    for note in notes:
        title = title + case((note != "", literal(before) + note + literal(after)), else_="")
    return title
