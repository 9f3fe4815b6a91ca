"""WebM (RFC 8794, RFC 9559): a walk through the elements of EBML."""
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from peoplehub.core.errors import Invalid
from peoplehub.core.media.facts import (
    BROKEN,
    CANNOT_PLAY,
    HAS_FILES,
    MATROSKA,
    NOTHING,
    Budget,
    MediaFacts,
    blank,
    read_exactly,
    whole_seconds,
)

HEAD, SEGMENT, DOC_TYPE = 0x1A45DFA3, 0x18538067, 0x4282
INFO, SCALE, DURATION = 0x1549A966, 0x2AD7B1, 0x4489
TRACKS, TRACK, TRACK_TYPE, CODEC = 0x1654AE6B, 0xAE, 0x83, 0x86
TAGS, ATTACHMENTS = 0x1254C367, 0x1941A469
HOLDS_ELEMENTS = {HEAD, SEGMENT, INFO, TRACKS, TRACK}
FILM, SOUND = 1, 2
PLAYED = {b"V_VP8", b"V_VP9", b"V_AV1", b"A_VORBIS", b"A_OPUS"}
LONGEST_VALUE = 64  # bytes of a number or a name


class Element(NamedTuple):
    """`start`, `body` and `stop` are bytes from the start of the file. One that does not say how
    long it is goes to the end of what it is in."""

    number: int
    start: int
    body: int
    stop: int
    is_open: bool


@dataclass
class _Found:
    budget: Budget = field(default_factory=Budget)
    doc_type: bytes = b""
    tracks: set[int] = field(default_factory=set)
    codecs: set[bytes] = field(default_factory=set)
    tags: list[Element] = field(default_factory=list)
    scale: int = 1_000_000  # nanoseconds of one step
    steps: float = 0


def is_one(head: bytes) -> bool:
    return head[:4] == HEAD.to_bytes(4, "big")


def examine(file: BinaryIO, size: int) -> MediaFacts:
    """Raises Invalid for what is broken, or no browser can play."""
    found = _Found()
    _walk(file, 0, size, found)
    if found.doc_type != b"webm":
        raise Invalid(MATROSKA)
    if not found.tracks & {FILM, SOUND}:
        raise Invalid(NOTHING)
    if found.codecs - PLAYED:
        raise Invalid(CANNOT_PLAY)
    for element in found.tags:
        _take_out(file, element)
    is_film = FILM in found.tracks
    return MediaFacts(".webm", "video/webm" if is_film else "audio/webm", is_film,
                      whole_seconds(found.steps * found.scale / 1e9), bool(found.tags))


def _walk(file: BinaryIO, start: int, stop: int, found: _Found, depth: int = 0) -> None:
    for element in _elements(file, start, stop, found.budget):
        number = element.number
        if number == ATTACHMENTS:
            raise Invalid(HAS_FILES)
        if number == TAGS:
            found.tags.append(element)
        elif number in HOLDS_ELEMENTS and depth < 4:
            _walk(file, element.body, element.stop, found, depth + 1)
        elif number in (DOC_TYPE, TRACK_TYPE, CODEC, SCALE, DURATION):
            _note(number, _value(file, element), found)
        if element.is_open and number != SEGMENT:
            return  # what a browser has recorded: nothing but film comes now


def _note(number: int, value: bytes, found: _Found) -> None:
    if number == DOC_TYPE:
        found.doc_type = value.rstrip(b"\0")
    elif number == TRACK_TYPE:
        found.tracks.add(int.from_bytes(value, "big"))
    elif number == CODEC:
        found.codecs.add(value.rstrip(b"\0"))
    elif number == SCALE and len(value) <= 8:
        found.scale = int.from_bytes(value, "big")
    elif len(value) in (4, 8):
        found.steps = struct.unpack(">f" if len(value) == 4 else ">d", value)[0]


def _value(file: BinaryIO, element: Element) -> bytes:
    length = element.stop - element.body
    if length > LONGEST_VALUE:
        raise Invalid(BROKEN)
    return read_exactly(file, element.body, length)


def _elements(file: BinaryIO, start: int, stop: int, budget: Budget) -> Iterator[Element]:
    while start < stop:
        budget.spend()
        number, at = _number(file, start, keeps_mark=True)
        length, body = _number(file, at, keeps_mark=False)
        is_open = length == (1 << 7 * (body - at)) - 1
        end = stop if is_open else body + length
        if end > stop:
            raise Invalid(BROKEN)
        yield Element(number, start, body, end, is_open)
        start = end


def _number(file: BinaryIO, at: int, keeps_mark: bool) -> tuple[int, int]:
    """A number of variable length, and where it ends."""
    first = read_exactly(file, at, 1)[0]
    width = 9 - first.bit_length()
    if width > (4 if keeps_mark else 8):
        raise Invalid(BROKEN)
    number = int.from_bytes(read_exactly(file, at, width), "big")
    return number if keeps_mark else number & ((1 << 7 * width) - 1), at + width


def _take_out(file: BinaryIO, element: Element) -> None:
    """A Void element of the same length is there instead."""
    width = min(8, element.body - element.start - 1)
    body = element.start + 1 + width
    length = element.stop - body
    file.seek(element.start)
    file.write(b"\xec" + (length | 1 << 7 * width).to_bytes(width, "big"))
    blank(file, body, element.stop)
