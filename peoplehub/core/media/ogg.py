"""Sound in Ogg (RFC 3533): Vorbis, Opus or FLAC."""
from typing import BinaryIO

from peoplehub.core.errors import Invalid
from peoplehub.core.media.facts import (
    BROKEN,
    CANNOT_PLAY,
    MediaFacts,
    read_exactly,
    whole_seconds,
)

MOST_STREAMS = 4
TAIL = 128 * 1024  # bytes in which the last page begins
BEGINS = 2  # a flag of pages


def is_one(head: bytes) -> bool:
    return head[:4] == b"OggS"


def examine(file: BinaryIO, size: int) -> MediaFacts:
    """Raises Invalid for what is broken, or holds anything but one sound."""
    streams = _first_packets(file)
    rate = _rate(streams[0]) if len(streams) == 1 else 0
    if not rate:
        raise Invalid(CANNOT_PLAY)
    start = max(0, size - TAIL)
    tail = read_exactly(file, start, size - start)
    last = tail.rfind(b"OggS")
    samples = int.from_bytes(tail[last + 6:last + 14], "little") if last >= 0 else 0
    return MediaFacts(".ogg", "audio/ogg", False, whole_seconds(samples / rate))


def _first_packets(file: BinaryIO) -> list[bytes]:
    """The first bytes of each stream; they all begin before any goes on."""
    found: list[bytes] = []
    at = 0
    while len(found) < MOST_STREAMS:
        head = read_exactly(file, at, 27)
        if not is_one(head):
            raise Invalid(BROKEN)
        if not head[5] & BEGINS:
            break
        lengths = read_exactly(file, at + 27, head[26])
        body = at + 27 + head[26]
        found.append(read_exactly(file, body, min(sum(lengths), 64)))
        at = body + sum(lengths)
    return found


def _rate(packet: bytes) -> int:
    """Samples in a second; 0 for what is no sound that browsers play."""
    if packet.startswith(b"OpusHead"):
        return 48_000
    if packet.startswith(b"\x01vorbis"):
        return int.from_bytes(packet[12:16], "little")
    if packet.startswith(b"\x7fFLAC"):
        return int.from_bytes(packet[27:30], "big") >> 4
    return 0
