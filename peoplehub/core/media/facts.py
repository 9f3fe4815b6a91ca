"""What is known of a film or sound, and the sentences with which one is refused."""
from dataclasses import dataclass
from typing import BinaryIO

from peoplehub.core.errors import Invalid

MOST_PARTS = 20_000  # boxes or elements of one file that are looked at
MOST_SECONDS = 24 * 3600  # what says that it lasts longer says nothing
PIECE = 64 * 1024  # bytes that are written at once

EMPTY = "That file is empty. Please choose another one."
WRONG_KIND = (
    "We cannot play a file of that kind. Please choose a film as MP4 or WebM, or a sound as MP3, "
    "M4A or Ogg."
)
BROKEN = (
    "That film or sound is broken, or only half of it is here. Please save it again, and choose "
    "the new file."
)
CANNOT_PLAY = (
    "Many phones and computers cannot play this film or sound, because of how it was packed. "
    "Please save it again as MP4 with H.264 and AAC, which most programs call “MP4, works "
    "everywhere”."
)
QUICKTIME = (
    "That is a QuickTime film (.mov), which many phones and computers cannot play. Please save it "
    "as MP4, and choose that file."
)
MATROSKA = (
    "That is a Matroska film (.mkv), which browsers cannot play. Please save it as MP4 or WebM, "
    "and choose that file."
)
HAS_PLACE = (
    "That film holds a track of notes that may say where it was made, and we cannot take it out. "
    "Please save it again as MP4 in a program for films, and choose the new file."
)
HAS_FILES = "That film has other files inside it. Please save it without them."
NOTHING = "There is no film and no sound in that file. Please choose another one."


@dataclass(frozen=True)
class MediaFacts:
    """`suffix` is ours, such as ".mp4". `seconds` is 0 where the file does not say how long it
    lasts. `is_cleaned`: hidden details were taken out."""

    suffix: str
    mimetype: str
    is_film: bool
    seconds: int = 0
    is_cleaned: bool = False


class Budget:
    """How many parts of a file may still be looked at."""

    def __init__(self) -> None:
        self.left = MOST_PARTS

    def spend(self) -> None:
        """Raises Invalid when the file has more."""
        self.left -= 1
        if self.left < 0:
            raise Invalid(BROKEN)


def read_exactly(file: BinaryIO, at: int, length: int) -> bytes:
    """Raises Invalid where the file ends before."""
    file.seek(at)
    data = file.read(length)
    if len(data) < length:
        raise Invalid(BROKEN)
    return data


def blank(file: BinaryIO, start: int, stop: int) -> None:
    """Write zeros over that part."""
    file.seek(start)
    while start < stop:
        file.write(bytes(min(PIECE, stop - start)))
        start += PIECE


def whole_seconds(number: float) -> int:
    """At least one for what lasts at all; 0 for what cannot be."""
    return max(1, round(number)) if 0 < number <= MOST_SECONDS else 0
