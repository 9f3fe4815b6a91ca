"""Which words are removed, found in other texts, and replaced there by a plain line."""
import re
from collections.abc import Iterable

from peoplehub.core.content_notes import SEPARATOR

TAKEN_BACK = "The writer took these words back"
QUOTED = re.compile(r"^[ \t]*>.*(?:\n[ \t]*>.*)*", re.M)  # lines that begin with >, together
MARK = re.compile(r"^[ \t]*(?:>[ \t]*)+", re.M)
LINK_TARGET = re.compile(r"\]\([^)\s]*\)?")
NO_WORD = re.compile(r"[\W_]+")
SHORTEST = 4  # characters of a line that is known again: shorter ones are anybody's


class Removed:
    """The words that a piece had in any of its `old` texts and has not in its `new` one."""

    def __init__(self, old: Iterable[str], new: str) -> None:
        self._new = [form(new) for form in FORMS]
        self._old = [[form(text) for form in FORMS] for text in old]
        self._lines = {line for text in old for line in map(_plain, text.splitlines())
                       if self.is_removed(line)}
        self._parts = {part for line in self._lines for part in line.split(SEPARATOR)
                       if self.is_removed(part)}

    def is_removed(self, words: str) -> bool:
        """Whether these words, such as a line of a quotation, are among them."""
        return any(self._is_removed(at, form(words)) for at, form in enumerate(FORMS))

    def _is_removed(self, at: int, words: str) -> bool:
        return (len(words) >= SHORTEST and words not in self._new[at]
                and any(words in old[at] for old in self._old))

    def out_of_quotes(self, text: str) -> str:
        """The text with each quotation of them replaced."""
        return QUOTED.sub(self._replaced, text)

    def out_of_lines(self, text: str) -> str:
        """The text, such as that of a letter, without whole lines of them or titles in “quotes”."""
        text = re.sub(r"“([^”]+)”", lambda found: f"“{TAKEN_BACK}”" if self.is_removed(
            _plain(found[1])) else found[0], text)
        return "\n".join(TAKEN_BACK + "." if _plain(line) in self._lines else line
                         for line in text.split("\n"))

    def out_of_notes(self, text: str) -> str:
        """The text, such as a content note, without the parts of lines that were lines of them:
        who quotes words has their note, too."""
        return "\n".join(SEPARATOR.join(
            part for part in line.split(SEPARATOR) if _plain(part) not in self._parts
        ) for line in text.split("\n"))

    def _replaced(self, quotation: re.Match) -> str:
        lines = (_plain(line) for line in MARK.sub("", quotation[0]).splitlines())
        return f"> {TAKEN_BACK}." if any(map(self.is_removed, lines)) else quotation[0]


def _bare(words: str) -> str:
    """Letters and digits alone: words that somebody marked on a page have no Markdown in them."""
    return " ".join(NO_WORD.sub(" ", LINK_TARGET.sub(" ", _plain(words))).split())


def _plain(words: str) -> str:
    """In one line and small letters; without the sign that a quotation was cut."""
    return " ".join(words.casefold().split()).removesuffix("…").rstrip()


FORMS = (_plain, _bare)  # in which words are compared
