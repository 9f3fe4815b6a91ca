"""Confusable names: the skeleton of a name (Unicode UTS #39), without look-alike letters, case and
marks.

Names that a reader could mistake for one another share one. It is stored beside the name, so a
change here is followed by a migration where it changes what people have.
"""
import re
import unicodedata
from functools import lru_cache
from importlib import import_module

# Inside the Latin letters: what an eye takes for the same.
SAME = {"i": "l", "1": "l", "|": "l", "!": "l", "ı": "l", "0": "o", "3": "e", "4": "a", "5": "s",
        "7": "t", "8": "b", "@": "a", "$": "s", "€": "e", "£": "l", "ß": "b", "ø": "o", "ł": "l",
        "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe"}
# Letters in a box, a circle or a flag, and small capitals: by their Unicode names.
DRESSED = re.compile(
    r"LATIN LETTER SMALL CAPITAL ([A-Z])"
    r"|REGIONAL INDICATOR SYMBOL LETTER ([A-Z])"
    r"|(?:CROSSED )?(?:NEGATIVE )?(?:CIRCLED|SQUARED|PARENTHESIZED) LATIN "
    r"(?:CAPITAL|SMALL) LETTER ([A-Z])"
    r"|(?:NEGATIVE )?SQUARED ([A-Z]{1,4})"
    r"|LATIN (?:CAPITAL|SMALL) LETTER ([A-Z])(?: WITH [A-Z ]+)?"
)


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    bare = "".join(mark for mark in folded(name) if mark.isalnum())
    return drawn_alike(bare)[:120]


def folded(name: str) -> str:
    """The name in plain small Latin letters where it can be; spaces and other characters stay."""
    return "".join(map(_fold, unicodedata.normalize("NFKD", name)))


def drawn_alike(word: str) -> str:
    """Two letters that look like one become that one."""
    return word.replace("rn", "m").replace("vv", "w")


def _fold(mark: str) -> str:
    if unicodedata.category(mark) in ("Mn", "Me", "Cf"):
        return ""
    alike = _look_alikes()
    latin = (alike.get(mark) or alike.get(mark.upper()) or alike.get(mark.lower())
             or _undressed(mark) or mark)
    return "".join(SAME.get(letter, letter) for letter in latin.casefold())


def _undressed(mark: str) -> str:
    """The letters of a character that is drawn as letters: ᴀ is a low A, 🅰 an A in a box."""
    if mark in SAME or mark.isascii():
        return ""
    found = DRESSED.fullmatch(unicodedata.name(mark, ""))
    return found[found.lastindex or 0].lower() if found else ""


@lru_cache(maxsize=1)
def _look_alikes() -> dict[str, str]:
    """Foreign letter → the Latin letter or digit it looks like."""
    data = import_module("confusable_homoglyphs.confusables").confusables_data  # 8 MB
    alike: dict[str, str] = {}
    for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789":
        for glyph in data.get(letter, ()):
            mark = glyph["c"].strip("\u200e")  # some are listed between marks of direction
            if len(mark) == 1 and not mark.isascii():
                alike.setdefault(mark, letter)
    return alike
