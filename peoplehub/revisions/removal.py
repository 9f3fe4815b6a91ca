"""Which words are removed, found in other texts, and replaced there by a plain line."""
import re
from collections.abc import Iterable

TAKEN_BACK = "The writer took these words back"
QUOTED = re.compile(r"^[ \t]*>.*(?:\n[ \t]*>.*)*", re.M)  # lines that begin with >, together
MARK = re.compile(r"^[ \t]*(?:>[ \t]*)+", re.M)
SHORTEST = 4  # characters of a line that is known again: shorter ones are anybody's


class Removed:
    """The words that a piece had in any of its `old` texts and has not in its `new` one."""

    def __init__(self, old: Iterable[str], new: str) -> None:
        self._new = _plain(new)
        self._old = [_plain(text) for text in old]
        self._lines = {line for text in old for line in map(_plain, text.splitlines())
                       if self.is_removed(line)}

    def is_removed(self, words: str) -> bool:
        """Whether these plain words, such as a line of a quotation, are among them."""
        return (len(words) >= SHORTEST and words not in self._new
                and any(words in old for old in self._old))

    def out_of_quotes(self, text: str) -> str:
        """The text with each quotation of them replaced."""
        return QUOTED.sub(self._replaced, text)

    def out_of_lines(self, text: str) -> str:
        """The text, such as that of a letter, without whole lines of them or titles in “quotes”."""
        text = re.sub(r"“([^”]+)”", lambda found: f"“{TAKEN_BACK}”" if self.is_removed(
            _plain(found[1])) else found[0], text)
        return "\n".join(TAKEN_BACK + "." if _plain(line) in self._lines else line
                         for line in text.split("\n"))

    def _replaced(self, quotation: re.Match) -> str:
        lines = (_plain(line) for line in MARK.sub("", quotation[0]).splitlines())
        return f"> {TAKEN_BACK}." if any(map(self.is_removed, lines)) else quotation[0]


def _plain(words: str) -> str:
    """In one line and small letters; without the sign that a quotation was cut."""
    return " ".join(words.casefold().split()).removesuffix("…").rstrip()
