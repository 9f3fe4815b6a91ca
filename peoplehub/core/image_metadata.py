"""Removes metadata, comments and further frames from JPEG, PNG and GIF files.

It is taken out of the bytes before any library reads them, because reading it is where a small
file can cost most: a few kilobytes of EXIF may name the same bytes thousands of times.
"""
import struct

MOST_SEGMENTS = 2_000  # of a JPEG before its picture begins
MOST_SCANS = 60  # passes over the whole picture that a progressive JPEG asks for
MOST_TAGS = 200  # of the EXIF, that are looked at for which way up the picture is
PNG_PARTS = {b"IHDR", b"PLTE", b"tRNS", b"iCCP", b"sRGB", b"gAMA", b"cHRM", b"sBIT", b"IDAT",
             b"IEND"}
JPEG, PNG, GIF = b"\xff\xd8", b"\x89PNG\r\n\x1a\n", (b"GIF87a", b"GIF89a")


def stripped(data: bytes) -> tuple[bytes, int]:
    """The file with nothing but its first picture and its colours, and which way up it is (1 to
    8, as EXIF says it). Raises ValueError where it is made to cost much."""
    if data.startswith(JPEG):
        return _stripped_jpeg(data)
    if data.startswith(PNG):
        return _stripped_png(data)
    if data.startswith(GIF):
        return _stripped_gif(data), 1
    return data, 1


def orientation(exif: bytes) -> int:
    """Which way up the picture is: 1 when the EXIF does not say."""
    exif = exif.removeprefix(b"Exif\x00\x00")
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(exif[:4])
    if order is None or len(exif) < 10:
        return 1
    start = struct.unpack_from(f"{order}I", exif, 4)[0]
    tags = exif[start + 2:start + 2 + 12 * MOST_TAGS]
    for at in range(0, len(tags) - 11, 12):
        tag, kind, count, value = struct.unpack_from(f"{order}HHIH", tags, at)
        if (tag, kind, count) == (0x0112, 3, 1):
            return value if 1 <= value <= 8 else 1
    return 1


def _stripped_jpeg(data: bytes) -> tuple[bytes, int]:
    kept, way_up, at = [JPEG], 1, 2
    for _ in range(MOST_SEGMENTS):
        marker = data[at:at + 2]
        if len(marker) < 2 or marker[0] != 0xFF or marker == b"\xff\xda":
            break
        if marker == b"\xff\xff":
            at += 1
            continue
        length = int.from_bytes(data[at + 2:at + 4], "big")
        body = data[at + 4:at + 2 + length]
        if marker == b"\xff\xe1" and body.startswith(b"Exif\x00\x00"):
            way_up = orientation(body)
        if not _is_beside_the_picture(marker, body):
            kept.append(data[at:at + 2 + length])
        at += 2 + max(length, 2)
    else:
        raise ValueError("too many segments")
    if data.count(b"\xff\xda", at) > MOST_SCANS:
        raise ValueError("too many scans")
    return b"".join([*kept, data[at:]]), way_up


def _is_beside_the_picture(marker: bytes, body: bytes) -> bool:
    """Comments and application segments, but for what says how colours are meant."""
    if marker == b"\xff\xfe":
        return True
    if not 0xE0 <= marker[1] <= 0xEF:
        return False
    return not (marker in (b"\xff\xe0", b"\xff\xee") or body.startswith(b"ICC_PROFILE\x00"))


def _stripped_png(data: bytes) -> tuple[bytes, int]:
    kept, way_up, at = [PNG], 1, len(PNG)
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at:at + 4], "big"), data[at + 4:at + 8]
        if kind == b"eXIf":
            way_up = orientation(data[at + 8:at + 8 + size])
        if kind in PNG_PARTS:
            kept.append(data[at:at + 12 + size])
        at += 12 + size
        if kind == b"IEND":
            break
    return b"".join(kept), way_up


def _stripped_gif(data: bytes) -> bytes:
    """Its first frame. Comments go, which a reader would put together piece by piece."""
    at = 13 + _colours(data[10:11])
    kept = [data[:at]]
    while at < len(data) and data[at] == 0x21:
        end = _after_blocks(data, at + 2)
        if data[at + 1:at + 2] == b"\xf9":
            kept = [kept[0], data[at:end]]
        at = end
    if data[at:at + 1] != b"\x2c":
        raise ValueError("no frame")
    end = _after_blocks(data, at + 10 + _colours(data[at + 9:at + 10]) + 1)
    return b"".join([*kept, data[at:end], b"\x3b"])


def _colours(flags: bytes) -> int:
    """Bytes of the table of colours that follows."""
    return 3 << ((flags[0] & 7) + 1) if flags and flags[0] & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    while at < len(data) and data[at]:
        at += data[at] + 1
    return min(at + 1, len(data))
