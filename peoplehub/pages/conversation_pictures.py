"""Small copies of the pictures of a conversation, for its PDF: so many, of so many dots, within so
many seconds. What comes after that, or cannot be opened, is named in words."""
import base64
import io
import time
from collections.abc import Iterable
from functools import partial

from PIL import Image

from peoplehub.core import files
from peoplehub.core.errors import NotFound, Unavailable

MOST = 40  # pictures of one paper, the newest
WIDEST, HIGHEST = 560, 460  # dots of a copy
SECONDS = 6  # after which no other is opened
POINTS_A_DOT = .42  # so that a copy is at most 235 points wide
NOT_OPENED = (OSError, ValueError, SyntaxError, EOFError, MemoryError, NotFound, Unavailable,
              Image.DecompressionBombError)


def small_copies(keys: Iterable[str]) -> dict[str, dict]:
    """By the key of each picture what the compiler takes: `data`, a JPEG in base64, and `wide` and
    `high` in points. `keys`: the newest first."""
    ends, copies = time.monotonic() + SECONDS, {}
    for key in list(dict.fromkeys(keys))[:MOST]:
        if time.monotonic() > ends:
            break
        try:
            copies[key] = _copy(files.load(key))
        except NOT_OPENED:
            continue
    return copies


def _copy(data: bytes) -> dict:
    """The first picture of the file only, on white where it is see-through."""
    picture = Image.open(io.BytesIO(data), formats=("WEBP",))
    picture.thumbnail((WIDEST, HIGHEST))
    shown = picture.convert("RGBA")
    paper = Image.new("RGB", shown.size, "white")
    paper.paste(shown, mask=shown)
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=72)
    wide, high = map(partial(round, ndigits=1), (side * POINTS_A_DOT for side in paper.size))
    return {"data": base64.b64encode(out.getvalue()).decode(), "wide": wide, "high": high}
