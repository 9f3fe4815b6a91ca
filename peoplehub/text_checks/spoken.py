"""Numbers, postcodes and letters as people say them: "oh double seven", "Q for queen".

A run of such words is read as digits and capital letters, with the place in the text of each, so
that the same patterns find what is said and what is written. The work is linear in the length of
the text.
"""
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

UNITS = {word: str(digit) for digit, words in enumerate((
        "zero oh nought", "one", "two twa", "three", "four fower", "five", "six", "seven",
    "eight", "nine",
)) for word in words.split()}
TEENS = {word: str(number) for number, word in enumerate(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), 10)}
TENS = {word: str(number) for number, word in enumerate(
    "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
LETTERS = {word: word[0].upper() for word in (
    "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar "
    "papa "
    "quebec romeo sierra tango uniform victor whiskey whisky yankee zulu").split()} | {
                "aitch": "H", "kay": "K", "jay": "J", "queue": "Q", "zed": "Z", "en": "N", "em":
        "M", "el": "L",
                "ar": "R", "ess": "S", "ex": "X", "pee": "P", "gee": "G", "dee": "D", "bee": "B",
        "see": "C",
        "cee": "C", "tee": "T", "vee": "V", "ef": "F", "ell": "L", "why": "Y", "xray": "X"}
TWO_LETTERS = frozenset("ni am an as at be by do go he hi if in is it me mr my no of oh ok on "
                        "or so to up us we ye st rd dr "
                        "pm im id mg ml kg ft hr mm cm km vs ps gp pa th nd uk eu tv ot ha ah "
                        "aw".split())
REPEATED = {"double": 2, "treble": 3, "triple": 3}
PASSED = {"then", "and", "dash", "hyphen", "space", "slash", "the", "little", "capital", "big",
          "number"}
WORDS = re.compile(r"[A-Za-z]+|\d+|[^A-Za-z\d ,\-–/.\n'’:]")  # what separates them is passed over
LEAST = 6  # characters of a run that is read
LINKS = re.compile(r"(?<![\w])([A-Za-z])[,\s]{1,2}(?:for|"
                   r"as in)\s(?:[A-Za-z]{2,12})(?:\s[A-Za-z]{4,8}(?=,))?", re.I)


@dataclass(frozen=True)
class Run:
    """What is read, and where each of its characters begins and ends in the text."""

    read: str
    places: tuple[tuple[int, int], ...]


def runs(text: str) -> Iterator[Run]:
    """The rows of digits, letters and their names in a text."""
    row = _Row()
    for word, start, end in _without_links(text):
        said = word.lower()
        if said in PASSED and row.read:
            continue
        if said in REPEATED:
            row.times = REPEATED[said]
        elif value := _hundreds(row) if said == "hundred" else _value(said):
            row.add(said, value, start, end)
        elif row.read:
            yield from row.ended()
            row = _Row()
        else:
            row.times = 1
    yield from row.ended()


class _Row:
    """What was read of a run so far."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.places: list[tuple[int, int]] = []
        self.times = 1  # "double": how often the next one counts
        self.tens = ""  # the digit of "sixty", which "one" may follow

    def add(self, said: str, value: str, start: int, end: int) -> None:
        if self.tens and len(value) == 1 and value.isdigit() and value != "0":
            self.read[-1], self.places[-1] = self.tens + value, (self.places[-1][0], end)
            self.tens = ""
        else:
            self.read.append(value * self.times)
            self.places.append((start, end))
            self.tens = TENS.get(said, "")
        self.times = 1

    def ended(self) -> Iterator[Run]:
        if sum(map(len, self.read)) >= LEAST:
            yield Run("".join(self.read), tuple(
                place for said, place in zip(self.read, self.places, strict=True) for _ in said))


def _hundreds(row: _Row) -> str:
    return "00" if row.read and row.read[-1].isdigit() else ""


@lru_cache(maxsize=4096)
def _value(said: str) -> str:
    """The digits or the letter that a word stands for, or ""."""
    if said == "plus":
        return "+"
    if said.isdigit() or len(said) == 1 and said.isalpha():
        return said.upper()
    if said in TENS:
        return TENS[said] + "0"
    is_code = len(said) == 2 and said.isalpha() and said not in TWO_LETTERS
    known = UNITS.get(said) or TEENS.get(said) or LETTERS.get(said)
    return known or (said.upper() if is_code else "")


def _without_links(text: str) -> list[tuple[str, int, int]]:
    """Words, each with its place; of "Q for queen" only the letter."""
    words, at = [], 0
    for link in LINKS.finditer(text):
        words += _words(text, at, link.start())
        words.append((link[1], link.start(), link.end()))
        at = link.end()
    return words + _words(text, at, len(text))


def _words(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    return [(one[0], *one.span()) for one in WORDS.finditer(text, start, end)]
