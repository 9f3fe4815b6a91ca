"""Captions as WebVTT (W3C): read strictly, and written anew with nothing in them but times and
words."""
import html
import re
from typing import NamedTuple

from peoplehub.core.errors import Invalid

MOST_BYTES = 500 * 1024
MOST_CUES = 5_000
LONGEST_CUE = 1_000  # characters
TIME = re.compile(r"(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)\.(\d{3})", re.ASCII)
TAG = re.compile(r"<(/?)([^<>\s.]*)([^<>]*)>")
KNOWN = {"b", "i", "u", "c", "v", "lang", "ruby", "rt"}

TOO_BIG = "That file is too big for captions. Please choose one under 500 KB."
NOT_TEXT = "That file is not plain text. Please save the captions as WebVTT (.vtt) in UTF-8."
NOT_VTT = (
    "That is not a WebVTT file: it does not begin with WEBVTT. Please save the captions as WebVTT "
    "(.vtt). If you have an .srt file, most programs can save it as .vtt."
)
NO_CUES = "There are no captions in that file. Please choose another one."
TOO_MANY = f"That file has more than {MOST_CUES:,} captions. Please choose another one."


class Cue(NamedTuple):
    """`start` and `stop` in thousandths of a second."""

    start: int
    stop: int
    words: str


def parse(data: bytes) -> list[Cue]:
    """Raises Invalid with a sentence that names the line."""
    if len(data) > MOST_BYTES:
        raise Invalid(TOO_BIG)
    lines = _lines(data)
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        raise Invalid(NOT_VTT)
    cues: list[Cue] = []
    for number, block in _blocks(lines):
        cue = _cue(number, block)
        if cue is not None:
            if cues and cue.start < cues[-1].start:
                raise _wrong(number, "begins before the one above it")
            cues.append(cue)
        if len(cues) > MOST_CUES:
            raise Invalid(TOO_MANY)
    if not cues:
        raise Invalid(NO_CUES)
    return cues


def written(cues: list[Cue]) -> bytes:
    """As a file of ours."""
    blocks = [f"{_time(cue.start)} --> {_time(cue.stop)}\n{html.escape(cue.words, quote=False)}"
              for cue in cues]
    return "\n\n".join(["WEBVTT", *blocks, ""]).encode()


def _lines(data: bytes) -> list[str]:
    try:
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(NOT_TEXT) from error
    if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", words):
        raise Invalid(NOT_TEXT)
    return re.split(r"\r\n|\r|\n", words)


def _blocks(lines: list[str]) -> list[tuple[int, list[str]]]:
    """What stands between empty lines, with the number of its first line; the head is none."""
    blocks: list[tuple[int, list[str]]] = [(1, [])]
    for number, line in enumerate(lines, 1):
        if line.strip():
            blocks[-1][1].append(line)
        else:
            blocks.append((number + 1, []))
    return [(number, block) for number, block in blocks[1:] if block]


def _cue(number: int, block: list[str]) -> Cue | None:
    """None for notes and rules of how it looks, which are left out."""
    if "-->" not in block[0] and block[0].split()[0] in ("NOTE", "STYLE", "REGION"):
        return None
    if "-->" not in block[0]:  # its name
        number, block = number + 1, block[1:]
    start, arrow, rest = (block[0] if block else "").partition("-->")
    times = [_milliseconds(start), _milliseconds((rest.split() or [""])[0])]
    if not arrow or None in times:
        raise _wrong(number, "has no times such as 00:01.000 --> 00:04.000")
    begin, end = (time or 0 for time in times)
    if end <= begin:
        raise _wrong(number, "ends before it begins")
    words = "\n".join(_plain(number, line) for line in block[1:]).strip()
    if not words or len(words) > LONGEST_CUE or "-->" in words:
        raise _wrong(number, "has no words, or too many")
    return Cue(begin, end, words)


def _plain(number: int, line: str) -> str:
    """Without its marks. Raises Invalid for marks that captions do not have."""
    for _slash, name, rest in TAG.findall(line):
        is_mark = name in KNOWN or TIME.fullmatch(name + rest) or not (name or rest)
        if not is_mark:
            raise _wrong(number, "holds something that is not words")
    return html.unescape(TAG.sub("", line)).strip()


def _milliseconds(words: str) -> int | None:
    found = TIME.fullmatch(words.strip())
    if found is None:
        return None
    hours, minutes, seconds, thousandths = (int(part or 0) for part in found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _time(milliseconds: int) -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"


def _wrong(line: int, what: str) -> Invalid:
    return Invalid(f"The caption at line {line} {what}. Please mend the file, and choose it again.")
