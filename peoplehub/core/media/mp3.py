"""MP3 (ISO/IEC 11172-3 layer III, with ID3v2 before it)."""
from typing import BinaryIO, NamedTuple

from peoplehub.core.errors import Invalid
from peoplehub.core.media.facts import BROKEN, MediaFacts, blank, read_exactly, whole_seconds

KILOBITS = {  # in a second, by the version of MPEG and the number in the header
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
LAYER_3 = 1
LOOKED_THROUGH = 8 * 1024  # bytes before the first frame
IN_A_ROW = 3  # frames that must follow one another


class Frame(NamedTuple):
    """`length` in bytes, `bits` and `samples` in a second, `held`: samples of one frame."""

    length: int
    bits: int
    samples: int
    held: int


def is_one(head: bytes) -> bool:
    return head[:3] == b"ID3" or _frame(head[:4]) is not None


def examine(file: BinaryIO, size: int) -> MediaFacts:
    """Raises Invalid where no frames follow one another."""
    start = _behind_tags(file, size)
    file.seek(start)
    data = file.read(LOOKED_THROUGH)
    at = next((at for at in range(len(data) - 3)
               if data[at] == 0xFF and _is_first(file, start + at)), None)
    if at is None:
        raise Invalid(BROKEN)
    first = start + at
    frame = _frame(read_exactly(file, first, 4))
    assert frame is not None  # it was just looked at
    count = _frames_told(data[at:at + 200])
    seconds = (count * frame.held / frame.samples if count
               else (size - first) * 8 / frame.bits)
    if start:
        _take_out(file, start)
    return MediaFacts(".mp3", "audio/mpeg", False, whole_seconds(seconds), bool(start))


def _behind_tags(file: BinaryIO, size: int) -> int:
    """Where the sound begins. Raises Invalid for a tag that is longer than the file."""
    head = read_exactly(file, 0, 10)
    if head[:3] != b"ID3":
        return 0
    length = 0
    for byte in head[6:10]:
        length = length << 7 | byte & 0x7F
    if 10 + length >= size:
        raise Invalid(BROKEN)
    return 10 + length


def _take_out(file: BinaryIO, stop: int) -> None:
    """Title, pictures, people and places: the tag is all padding instead."""
    blank(file, 5, 6)  # its flags
    blank(file, 10, stop)


def _is_first(file: BinaryIO, at: int) -> bool:
    for _ in range(IN_A_ROW):
        file.seek(at)
        frame = _frame(file.read(4))
        if frame is None:
            return False
        at += frame.length
    return True


def _frame(head: bytes) -> Frame | None:
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bits, rate, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if version == 1 or layer != LAYER_3 or bits in (0, 15) or rate == 3:
        return None
    kilobits, samples = KILOBITS[3 if version == 3 else 2][bits], RATES[version][rate]
    held = 1152 if version == 3 else 576
    return Frame(held // 8 * kilobits * 1000 // samples + padding, kilobits * 1000, samples, held)


def _frames_told(data: bytes) -> int:
    """How many there are, where the first one says so (Xing, Info)."""
    at = max(data.find(b"Xing"), data.find(b"Info"))
    if at < 0 or len(data) < at + 12 or not data[at + 7] & 1:
        return 0
    return int.from_bytes(data[at + 8:at + 12], "big")
