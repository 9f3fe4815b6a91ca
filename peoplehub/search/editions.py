"""Easy-read and large-print editions of sheets, where somebody asks for them by these words."""
import re
from typing import Any, NamedTuple

from peoplehub.library.models import Sheet
from peoplehub.library.topics import EASY_READ, LARGE_PRINT
from peoplehub.search.normalization import fold

NAMES = {
    EASY_READ: re.compile(r"\beasy[ -]?(to[ -])?read(ing)?\b|\beasyread\b"),
    LARGE_PRINT: re.compile(r"\b(large|big|larger|bigger)[ -]?(print|letters|type)\b"),
}


class Edition(NamedTuple):
    """Where an edition is, and what it is called."""

    address: str
    words: str


def asked_for(typed: str) -> tuple[str, str]:
    """Which edition is asked for ("": none), and what about."""
    said = fold(typed)
    for name, pattern in NAMES.items():
        if pattern.search(said):
            return name, pattern.sub(" ", said)
    return "", typed


def edition_of(piece: Any, name: str) -> Edition | None:
    """That edition of a sheet, if there is one."""
    if not name or not isinstance(piece, Sheet) or name not in piece.formats:
        return None
    if name == EASY_READ:
        return Edition(f"{piece.address}/easy-read", "Easy read edition")
    return Edition(f"{piece.address}/download/{name}", "Large print edition, as a PDF")
