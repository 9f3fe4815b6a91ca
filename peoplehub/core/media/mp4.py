"""MP4 and M4A (ISO/IEC 14496-12): a walk through the boxes."""
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from peoplehub.core.errors import Invalid
from peoplehub.core.media.facts import (
    BROKEN,
    CANNOT_PLAY,
    HAS_PLACE,
    NOTHING,
    QUICKTIME,
    Budget,
    MediaFacts,
    blank,
    read_exactly,
    whole_seconds,
)

HOLDS_BOXES = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}
DEEPEST = 8
DETAILS = {b"udta", b"meta", b"uuid"}  # place, device, people: no player needs them
FILM, SOUND, NOTES = b"vide", b"soun", b"meta"  # of tracks
NO_PICTURE_NO_SOUND = {b"tx3g", b"text", b"wvtt", b"stpp", b"c608", b"tmcd", b"mett", b"mebx"}
PLAYED = {FILM: {b"avc1", b"avc3", b"av01", b"vp08", b"vp09"},
          SOUND: {b"mp4a", b"Opus", b"fLaC", b".mp3"}}


class Box(NamedTuple):
    """`start`, `body` and `stop` are bytes from the start of the file."""

    kind: bytes
    start: int
    body: int
    stop: int


@dataclass
class _Found:
    budget: Budget = field(default_factory=Budget)
    tracks: set[bytes] = field(default_factory=set)
    codecs: set[bytes] = field(default_factory=set)
    details: list[Box] = field(default_factory=list)
    seconds: int = 0


def is_one(head: bytes) -> bool:
    return head[4:8] == b"ftyp"


def examine(file: BinaryIO, size: int) -> MediaFacts:
    """Raises Invalid for what is broken, or no browser can play."""
    if read_exactly(file, 8, 4) == b"qt  ":
        raise Invalid(QUICKTIME)
    found = _Found()
    _walk(file, 0, size, found)
    if not found.tracks & {FILM, SOUND}:
        raise Invalid(NOTHING)
    if NOTES in found.tracks:
        raise Invalid(HAS_PLACE)
    known = set().union(*(PLAYED[kind] for kind in found.tracks & PLAYED.keys()))
    if not found.codecs or found.codecs - known:
        raise Invalid(CANNOT_PLAY)
    for box in found.details:
        _take_out(file, box)
    is_film = FILM in found.tracks
    return MediaFacts(".mp4" if is_film else ".m4a", "video/mp4" if is_film else "audio/mp4",
                      is_film, found.seconds, bool(found.details))


def _walk(file: BinaryIO, start: int, stop: int, found: _Found, depth: int = 0) -> None:
    if depth > DEEPEST:
        raise Invalid(BROKEN)
    for box in _boxes(file, start, stop, found.budget, is_top=depth == 0):
        if box.kind in DETAILS:
            found.details.append(box)
        elif box.kind in HOLDS_BOXES:
            _walk(file, box.body, box.stop, found, depth + 1)
        elif box.kind == b"mvhd":
            found.seconds = _seconds(file, box)
        elif box.kind == b"hdlr":
            found.tracks.add(read_exactly(file, box.body + 8, 4))
        elif box.kind == b"stsd":
            _note_codec(file, box, found)


def _boxes(file: BinaryIO, start: int, stop: int, budget: Budget, is_top: bool) -> Iterator[Box]:
    while start + 8 <= stop:
        budget.spend()
        head = read_exactly(file, start, 8)
        length, body = int.from_bytes(head[:4], "big"), start + 8
        if length == 1:
            length, body = int.from_bytes(read_exactly(file, body, 8), "big"), body + 8
        elif length == 0 and is_top:
            length = stop - start
        if length < body - start or start + length > stop:
            raise Invalid(BROKEN)
        yield Box(head[4:], start, body, start + length)
        start += length


def _seconds(file: BinaryIO, box: Box) -> int:
    is_long = read_exactly(file, box.body, 1) == b"\1"
    at, width = (box.body + 20, 8) if is_long else (box.body + 12, 4)
    scale = int.from_bytes(read_exactly(file, at, 4), "big")
    return whole_seconds(int.from_bytes(read_exactly(file, at + 4, width), "big") / (scale or 1))


def _note_codec(file: BinaryIO, box: Box, found: _Found) -> None:
    """Each of the entries is one way in which the track is packed; words under the picture, which
    are tracks too, are none of our business."""
    at = box.body + 8
    for entry in _boxes(file, at, box.stop, found.budget, is_top=False):
        if entry.kind not in NO_PICTURE_NO_SOUND:
            found.codecs.add(entry.kind)


def _take_out(file: BinaryIO, box: Box) -> None:
    """As many bytes of nothing are there instead, so that everything else stays in its place."""
    file.seek(box.start + 4)
    file.write(b"free")
    blank(file, box.body, box.stop)
