"""Words that add up: a second signal for danger, where no phrase of the rules stands.

A linear model: every sign of a text (`signs.py`: words, letters within words, words in a row,
groups of words) has two weights, which are added: one says how much a text is about danger, the
other how plainly. They are learned from invented texts (`training.py`) and stand, one sign a line,
in `danger_weights.txt`. Long texts are weighed in parts, so that the work is linear in the length
of the text; the heaviest part counts, less what ordinary parts beside it take away.
"""
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, inf, log2
from pathlib import Path

from peoplehub.text_checks.phrases import PASSED_OVER, STOP
from peoplehub.text_checks.signs import Found, Groups, manner_of, of_word, signs_in

WEIGHTS = Path(__file__).parent / "danger_weights.txt"
SHORT, PART = 60, 40  # words of a text that is weighed whole; of a part of a longer one
SILENT = {STOP, PASSED_OVER}  # signs as well, but nothing to show to people
SHOWN = 4  # signs that explain a weight
MOST_WORDS = 10_000  # whose signs are kept
# Of the mean weight of the other parts, how much the heaviest is lighter for it; and at most how
# much it is lighter, so that one plain sentence in a long text still counts
OTHER_PARTS, LIGHTEST = 0.4, 5.0
Weights = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class Weighed:
    """How much the heaviest part of a text is about danger, how plainly, and the words that say so
    most. `lighter`: in a text of several parts, what words that add up count less."""

    danger: float
    plain: float
    shown: str
    lighter: float = 0.0


def parts(words: list[str]) -> Iterator[list[str]]:
    """Rows of whole sentences, of about PART words, none longer than SHORT; a short text is
    one part."""
    if len(words) <= SHORT:
        yield words
        return
    part: list[str] = []
    start = 0
    for end in [at + 1 for at, word in enumerate(words) if word == STOP] + [len(words)]:
        if part and len(part) + end - start > PART:
            yield from _pieces(part)
            part = []
        part, start = part + words[start:end], end
    yield from _pieces(part)


def _pieces(part: list[str]) -> Iterator[list[str]]:
    return (part[at:at + SHORT] for at in range(0, len(part), SHORT))


def by_word(groups: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Of each word, the names of its groups."""
    found: dict[str, frozenset[str]] = {}
    for name, words in groups.items():
        found |= {word: found.get(word, frozenset()) | {name} for word in words}
    return found


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Of each sign; "" has the weights that every text begins with. Signs that weigh the same share
    one pair: 42,000 signs have 3,000 pairs, and a pair of its own for each would be 4 MB."""
    pairs: dict[tuple[str, str], tuple[float, float]] = {}
    found = {}
    with WEIGHTS.open(encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("# "):
                danger, plain, sign = line.removesuffix("\n").split(" ", 2)
                found[sign] = pairs.setdefault((danger, plain), (float(danger), float(plain)))
    return found


class SignsOfWords(dict[str, tuple[str, ...]]):
    """Of each word that was asked for, those of its signs that have a weight: few of the letters
    within a word have one, and words come again."""

    def __init__(self, known: Weights) -> None:
        self._known = known

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= MOST_WORDS:
            self.clear()
        signs = self[word] = tuple(sign for sign in of_word(word) if sign in self._known)
        return signs


class Scale:
    """Weighs texts by the weights of signs; `groups`: of each word, the names of its groups."""

    def __init__(self, groups: Groups, known: Weights) -> None:
        self._groups, self._known, self._signs_of = groups, known, SignsOfWords(known)

    def weigh(self, text: str, words: list[str]) -> Weighed:
        """The weights of the heaviest part, and the words that weigh most in it. The sums are
        exact, so that no text is judged one way by one process and otherwise by the next."""
        manner, (danger, plain) = manner_of(text), self._known[""]
        sums: list[float] = []
        heaviest: Found = {}
        for part in parts(words):
            heard = self._heard(part, manner)
            sums.append(danger + fsum([self._known[sign][0] for sign in heard]))
            if sums[-1] > max(sums[:-1], default=-inf):
                heaviest = heard
        return Weighed(max(sums), plain + fsum([self._known[sign][1] for sign in heaviest]),
                       _shown(heaviest, self._known), _lighter(sums))

    def _heard(self, part: list[str], manner: tuple[str, ...]) -> Found:
        """The signs of a part that have a weight, and the words that show them."""
        found = signs_in(part, self._groups, manner, self._signs_of)
        return {sign: found[sign] for sign in found.keys() & self._known.keys()}


def _lighter(sums: list[float]) -> float:
    """In a long text one part is heavy by chance, the more so the more parts there are."""
    if len(sums) == 1:
        return 0.0
    others = (fsum(sums) - max(sums)) / (len(sums) - 1)
    return min(max(log2(len(sums)) - OTHER_PARTS * others, 0.0), LIGHTEST)


def _shown(heard: Mapping[str, tuple[str, ...]], known: Weights) -> str:
    ordered = sorted(heard, key=lambda sign: (-known[sign][0], sign))
    said = dict.fromkeys(" … ".join(heard[sign]) for sign in ordered
                         if known[sign][0] > 0 and heard[sign]
                         and not SILENT.intersection(heard[sign]))
    return ", ".join(list(said)[:SHOWN])
