"""Words as they are kept and listed: no invisible tricks, one kind of line end."""
import re
import unicodedata
from html import unescape

LONGEST = 20_000  # characters of source

UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
LINE_ENDS = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")  # what Word and phones put for a new line
ZERO_WIDTH = re.compile("[\u200b\u2060\u180e\u00ad]")


def tidy(source: str) -> str:
    """The text as typed, with one kind of newline and no invisible tricks."""
    source = LINE_ENDS.sub("\n", source.replace("\r\n", "\n"))
    return UNWANTED.sub("", source).strip("\n")


def one_line(source: str) -> str:
    """A title or a name: one line, single spaces, nothing invisible."""
    source = ZERO_WIDTH.sub("", tidy(unicodedata.normalize("NFC", source)))
    return " ".join(source.split())


def excerpt(source: str, length: int = 160) -> str:
    """The first words of a source, without marks, for lists and letters."""
    words = " ".join(_plain(source[: length * 6]).split())
    if len(words) <= length:
        return words
    return words[:length].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


def _plain(source: str) -> str:
    """The words of a source, near enough, without the cost of rendering it."""
    source = re.sub(r"!?\[([^\[\]]*)\]\([^()\s]*\)", r"\1", tidy(source))
    source = re.sub(r"(?m)^\s{0,3}(#{1,6}|>|[-*+]|\d{1,3}\.)\s+", "", source)
    return tidy(unescape(re.sub(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", "", source)))
