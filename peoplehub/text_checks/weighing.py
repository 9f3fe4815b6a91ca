"""Words that add up: a second signal for danger, where no phrase of the rules stands.

A linear model: every word, its stem, every four or five letters in a row of it, every two words in
a row or with one between, every group of words (`group NAME:` in the rules), a group beside a word
and every two groups in one sentence has two weights, which are added: one says how much a text is
about danger, the other how plainly. They are learned from invented texts (`training.py`) and stand,
one sign a line, in `danger_weights.txt`. Long texts are weighed in parts, so that the work is
linear in the length of the text.
"""
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import fsum
from pathlib import Path

from peoplehub.text_checks.phrases import PASSED_OVER, STOP
from peoplehub.text_checks.stems import stem

WEIGHTS = Path(__file__).parent / "danger_weights.txt"
REACH = 5  # words between two groups whose order is looked at
SHORT, PART = 60, 40  # words of a text that is weighed whole; of a part of a longer one
SILENT = {STOP, PASSED_OVER}  # signs as well, but nothing to show to people
SHOWN = 4  # signs that explain a weight
LETTERS = (4, 5)  # in a row within a word that are a sign
SHORTEST = 4  # letters of a word that is looked into
Groups = Mapping[str, frozenset[str]]
Weights = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class Weighed:
    """How much a text is about danger, how plainly, and the words that say so most."""

    danger: float
    plain: float
    shown: str


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


def signs_in(words: list[str], groups: Groups) -> dict[str, tuple[str, ...]]:
    """What has a weight in these words, and the words that show it. `groups`: of each word, the
    names of its groups."""
    named = [sorted(groups[word]) if word in groups else () for word in words]
    found: dict[str, tuple[str, ...]] = {}
    for word in dict.fromkeys(words):  # in their order: the last word that shows a sign is kept
        shown = word,
        found[word] = found[f"~{stem(word)}"] = shown
        found.update(dict.fromkeys(letters_of(word), shown))
        found.update((f"@{name}", shown) for name in groups.get(word, ()))
    found.update((f"{pair[0]} {pair[1]}", pair) for pair in zip(words, words[1:], strict=False))
    found.update((f"{pair[0]} * {pair[1]}", pair) for pair in zip(words, words[2:], strict=False))
    _add_beside(found, words, named)
    for first, names in enumerate(named):
        if names:
            _add_in_order(found, words, named, first)
    for sentence in _sentences(words, named):
        found.update((f"@{one}&@{two}", (sentence[one], sentence[two]))
                     for one, two in combinations(sorted(sentence), 2))
    return found


@lru_cache(maxsize=20_000)
def letters_of(word: str) -> tuple[str, ...]:
    """Letters in a row within a word, so that what is written wrong or in dialect counts for
    something; ^ and $ stand for its ends."""
    if len(word) < SHORTEST:
        return ()
    whole = f"^{word}$"
    return tuple(f"#{whole[at:at + size]}"
                 for size in LETTERS for at in range(len(whole) - size + 1))


def _add_beside(found: dict[str, tuple[str, ...]], words: list[str], named: list) -> None:
    """A group and the word before or after it."""
    for at, pair in enumerate(zip(words, words[1:], strict=False)):
        for name in named[at]:
            found[f"@{name} {pair[1]}"] = pair
        for name in named[at + 1]:
            found[f"{pair[0]} @{name}"] = pair


def _add_in_order(found: dict[str, tuple[str, ...]], words: list[str], named: list,
                  first: int) -> None:
    for second in range(first + 1, min(first + 1 + REACH, len(words))):
        if words[second] == STOP:
            break
        for two in named[second]:
            for one in named[first]:
                found[f"@{one}>@{two}"] = words[first], words[second]


def _sentences(words: list[str], named: list) -> Iterator[dict[str, str]]:
    """Of each sentence, the groups in it and a word of each."""
    sentence: dict[str, str] = {}
    for word, names in zip(words, named, strict=True):
        if word == STOP:
            yield sentence
            sentence = {}
        sentence |= dict.fromkeys(names, word)
    yield sentence


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


def weigh(words: list[str], groups: Groups, known: Weights) -> Weighed:
    """The weights of the heaviest part, and the words that weigh most in it. The sums are exact, so
    that no text is judged one way by one process and otherwise by the next."""
    heard = [{sign: shown for sign, shown in signs_in(part, groups).items() if sign in known}
             for part in parts(words)]
    sums = [fsum(known[sign][0] for sign in signs) for signs in heard]
    heaviest = heard[sums.index(max(sums))]
    danger, plain = known[""]
    return Weighed(danger + max(sums), plain + fsum(known[sign][1] for sign in heaviest),
                   _shown(heaviest, known))


def _shown(heard: Mapping[str, tuple[str, ...]], known: Weights) -> str:
    ordered = sorted(heard, key=lambda sign: (-known[sign][0], sign))
    said = dict.fromkeys(" … ".join(heard[sign]) for sign in ordered
                         if known[sign][0] > 0 and not SILENT.intersection(heard[sign]))
    return ", ".join(list(said)[:SHOWN])
