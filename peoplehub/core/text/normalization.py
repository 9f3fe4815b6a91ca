"""Normalising text for storage and lists: no invisible characters, one kind of line end."""
import re
import unicodedata
from html import unescape

LONGEST = 20_000  # characters of source

INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
LINE_ENDS = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")  # what Word and phones put for a new line
ZERO_WIDTH = re.compile("[\u200b\u2060\u180e\u00ad]")

# What draws a line or shows nothing at all: some letters and symbols are blank (Hangul, Braille).
LINE_SIGNS = frozenset("-*_=~#>|`+\\–—\u115f\u1160\u3164\uffa0\u2800")
TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)\b[^<>"]*(?:"[^"]*"[^<>"]*)*>', re.I)
STARTS_AT = re.compile(r'start="([0-9]{1,9})"')
WITHIN_WORDS = {"a", "code", "del", "em", "mark", "strong"}


def normalize(source: str) -> str:
    """The text as typed, with one kind of newline and no invisible tricks."""
    source = LINE_ENDS.sub("\n", source.replace("\r\n", "\n"))
    return INVISIBLE.sub("", source).strip("\n")


def has_content(words: str) -> bool:
    """Whether a reader sees more in it than spaces, invisible characters and lines like "---"."""
    return any(sign not in LINE_SIGNS and unicodedata.category(sign)[0] not in "ZCM"
               for sign in words)


def one_line(source: str) -> str:
    """A title or a name: one line, single spaces, nothing invisible."""
    source = ZERO_WIDTH.sub("", normalize(unicodedata.normalize("NFC", source)))
    return " ".join(source.split())


def plain(html: str, longest: int | None = None) -> str:
    """The words of HTML of ours, as they are read: lists with their numbers, a line for each block
    and each cell. Stops once there are `longest` characters."""
    said: list[str] = []
    counts: list[int | None] = []
    at = length = 0
    for tag in TAG.finditer(html):
        said += (unescape(html[at : tag.start()]), _between(tag, counts))
        length += tag.start() - at
        at = tag.end()
        if longest is not None and length > longest:
            break
    else:
        said.append(unescape(html[at:]))
    return re.sub(r"\s*\n\s*", "\n", "".join(said)).strip()


def excerpt(words: str, length: int = 160) -> str:
    """The first of some plain words, in one line, for lists and letters."""
    words = " ".join(normalize(words[: length * 6]).split())
    if len(words) <= length:
        return words
    return words[:length].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


def preview(html: str, length: int = 160) -> str:
    """The first words of HTML of ours, for lists and letters."""
    return excerpt(plain(html, length * 6), length)


def _between(tag: re.Match, counts: list[int | None]) -> str:
    """What stands in plain words for a tag. `counts`: the next number of each open list."""
    closes, name = tag[1] == "/", tag[2].lower()
    if name in ("ol", "ul"):
        if closes:
            counts[-1:] = []
        else:
            start = STARTS_AT.search(tag[0])
            counts.append((int(start[1]) if start else 1) if name == "ol" else None)
    elif name == "li" and not closes and counts and counts[-1] is not None:
        counts[-1] += 1
        return f"\n{counts[-1] - 1}. "
    return "" if name in WITHIN_WORDS else "\n"
