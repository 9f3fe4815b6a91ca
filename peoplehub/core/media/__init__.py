"""Film and sound: which kind a file is by its content, how long it lasts, and whether browsers can
play it. Nothing is decoded: only headers are read, in bounded time and memory, whatever the file
says of its own lengths."""
from typing import BinaryIO

from peoplehub.core.errors import Invalid
from peoplehub.core.media import mp3, mp4, ogg, webm
from peoplehub.core.media.facts import EMPTY, WRONG_KIND, MediaFacts

ENDINGS = ("mp4", "m4a", "mp3", "webm", "ogg")
ACCEPT = ",".join([*(f".{ending}" for ending in ENDINGS), ".m4v", ".oga", ".opus"])
READERS = (mp4, webm, ogg, mp3)


def examine(file: BinaryIO) -> MediaFacts:
    """What the file is. Where it says where it was made, and other such details, they are taken out
    of it: `file` can be written. Raises Invalid with a sentence."""
    size = file.seek(0, 2)
    if size == 0:
        raise Invalid(EMPTY)
    file.seek(0)
    head = file.read(64)
    reader = next((one for one in READERS if one.is_one(head)), None)
    if reader is None:
        raise Invalid(WRONG_KIND)
    try:
        return reader.examine(file, size)
    finally:
        file.seek(0)
