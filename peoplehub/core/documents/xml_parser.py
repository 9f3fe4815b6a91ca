"""Streaming XML parser with bounds on depth, elements and the size of a tag.

No entity can be declared, let alone resolved, because a DOCTYPE is refused.
"""
from typing import BinaryIO
from xml.parsers import expat

from peoplehub.core.documents import errors
from peoplehub.core.errors import Invalid

DEEPEST = 400
MOST_ELEMENTS = 1_000_000  # of one document: a book of 300 pages has half of it
LONGEST_TAG = 1_000_000  # bytes of one tag with its attributes
PIECE = 64 * 1024


class Budget:
    """What is left of a document's elements."""

    def __init__(self) -> None:
        self.elements = MOST_ELEMENTS

    def take(self) -> None:
        self.elements -= 1
        if self.elements < 0:
            raise Invalid(errors.TOO_DEEP, "original")


class Reader:
    """Hears what is in a part. Names are (namespace, name), joined by one space."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def words(self, data: str) -> None: ...


def read(part: BinaryIO, reader: Reader, budget: Budget) -> None:
    """Reader hears it all. Raises Invalid, or expat.ExpatError where it is not well formed."""
    parser, depth, given = expat.ParserCreate(namespace_separator=" "), 0, 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Invalid(errors.TOO_DEEP, "original")
        budget.take()
        reader.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        reader.end(name)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = reader.words
    parser.StartDoctypeDeclHandler = _refuse_doctype
    while piece := part.read(PIECE):
        parser.Parse(piece, False)
        given += len(piece)
        if given - parser.CurrentByteIndex > LONGEST_TAG:
            raise Invalid(errors.TOO_DEEP, "original")
    parser.Parse(b"", True)


def _refuse_doctype(*_: object) -> None:
    raise Invalid(errors.NOT_DOCUMENT, "original")
