"""Hashes of stored files: SHA-256 for the same file, and a difference hash (dHash) for a picture
that looks the same though it was saved again, made smaller, brighter or cut a little. Of a picture
of which no copy is taken, parts that are cut at their sides are hashed as well.

The difference hash has 128 bits: 64 say of a picture of 9 × 8 grey dots whether each is brighter
than the one beside it, 64 of 8 × 9 whether it is brighter than the one below it. Two pictures look
the same when at most `MOST_APART` bits differ.
"""
import hashlib
import io
import warnings
from collections.abc import Iterator

from PIL import Image, ImageOps

SIDE = 8
MOST_APART = 13  # of 128 bits; measured in docs/online-safety.md
CUT = 0.05, 0.1  # shares of width and height that a copy may lack, all around or at one side
LEAST_SAID = 16  # bits of either kind: a picture of one colour looks like every other one
CUT_AT, WHOLE = ((0.0, 0.0), (0.5, 0.5), (1.0, 0.0), (0.0, 1.0)), (0.0, 0.0, 0.0, 0.0)
LARGEST = 20_000_000  # pixels that are opened for it; what is kept here has 2.6 million at most


def sha256(data: bytes) -> str:
    """64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def difference_hashes(data: bytes) -> tuple[str, str]:
    """32 hexadecimal digits each: of the picture, and of its mirror image. Both are empty for what
    is no picture, is too large, or is too plain to be told from others."""
    grey = _grey(data)
    return (_hash(grey), _hash(ImageOps.mirror(grey))) if grey else ("", "")


def cut_hashes(data: bytes) -> list[str]:
    """The difference hashes of 30 parts of a picture: without a share of it all around, at one side
    or in a corner. Few for a plain picture; none for what is no picture."""
    grey = _grey(data)
    return list(filter(None, map(_hash, _parts(grey)))) if grey else []


def looks_the_same(one: str, other: str) -> bool:
    """Whether two difference hashes are of pictures that look the same."""
    return bool(one and other) and distance(one, other) <= MOST_APART


def distance(one: str, other: str) -> int:
    """In how many bits they differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _grey(data: bytes) -> Image.Image | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data))
            return picture.convert("L") if picture.width * picture.height <= LARGEST else None
    except Exception:  # the library's many ways to say that it is no picture
        return None


def _parts(grey: Image.Image) -> Iterator[Image.Image]:
    """For each share: half of it cut at either side, or all of it at one side, or at neither."""
    wide, high = grey.size
    for share in CUT:
        for left, right in CUT_AT:
            for top, bottom in CUT_AT:
                if (left, right, top, bottom) != WHOLE:
                    yield grey.crop((round(wide * share * left), round(high * share * top),
                                     round(wide * (1 - share * right)),
                                     round(high * (1 - share * bottom))))


def _hash(grey: Image.Image) -> str:
    wide = _brighter(grey.resize((SIDE + 1, SIDE), Image.Resampling.LANCZOS), 1, 0)
    high = _brighter(grey.resize((SIDE, SIDE + 1), Image.Resampling.LANCZOS), 0, 1)
    bits = wide << SIDE * SIDE | high
    said = bits.bit_count()
    return f"{bits:032x}" if LEAST_SAID <= said <= 2 * SIDE * SIDE - LEAST_SAID else ""


def _brighter(dots: Image.Image, right: int, down: int) -> int:
    """One bit for each dot: whether it is brighter than its neighbour."""
    bits, width, seen = 0, dots.width, dots.tobytes()
    for row in range(SIDE):
        for column in range(SIDE):
            here, there = row * width + column, (row + down) * width + column + right
            bits = bits << 1 | (seen[here] > seen[there])
    return bits
