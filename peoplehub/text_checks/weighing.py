"""Words that add up: a second signal for possible danger, where no phrase of the rules stands.

A linear model: every word, its stem, every two words in a row or with one between, every group of
words (`group NAME:` in the rules), a group beside a word and every two groups in one sentence has a
weight, and the weights of a text are added. They are learned from invented texts (`training.py`)
and stand, one a line, in `danger_weights.txt`. Long texts are weighed in
parts, so that the work is linear in the length of the text.
"""
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations
from pathlib import Path

from peoplehub.text_checks.phrases import PASSED_OVER, STOP
from peoplehub.text_checks.stems import stem

WEIGHTS = Path(__file__).parent / "danger_weights.txt"
REACH = 5  # words between two groups whose order is looked at
SHORT, PART = 60, 40  # words of a text that is weighed whole; of a part of a longer one
SILENT = {STOP, PASSED_OVER}  # signs as well, but nothing to show to people
SHOWN = 4  # signs that explain a weight
Groups = Mapping[str, frozenset[str]]


def parts(words: list[str]) -> Iterator[list[str]]:
    """Rows of whole sentences, of about PART words; a short text is one part."""
    if len(words) <= SHORT:
        yield words
        return
    part: list[str] = []
    start = 0
    for end in [at + 1 for at, word in enumerate(words) if word == STOP] + [len(words)]:
        if part and len(part) + end - start > PART:
            yield part
            part = []
        part, start = part + words[start:end], end
    yield from (part[at:at + SHORT] for at in range(0, len(part), SHORT))


def signs_in(words: list[str], groups: Groups) -> dict[str, str]:
    """What has a weight in these words, and the words that show it. `groups`: of each word, the
    names of its groups."""
    named = [sorted(groups[word]) if word in groups else [] for word in words]
    found = dict(zip(words, words, strict=True))
    found |= {f"~{stem(word)}": word for word in words}
    found |= {f"{one} {two}": f"{one} {two}" for one, two in zip(words, words[1:], strict=False)}
    found |= {f"{one} * {two}": f"{one} … {two}"
              for one, two in zip(words, words[2:], strict=False)}
    found |= {f"@{name}": word for word, names in zip(words, named, strict=True) for name in names}
    found |= _beside(words, named)
    for first, names in enumerate(named):
        if names:
            found |= _in_order(words, named, first)
    for sentence in _sentences(words, named):
        for one, two in combinations(sorted(sentence), 2):
            found[f"@{one}&@{two}"] = f"{sentence[one]} + {sentence[two]}"
    return found


def _beside(words: list[str], named: list[list[str]]) -> dict[str, str]:
    """A group and the word before or after it."""
    found: dict[str, str] = {}
    for at, (one, two) in enumerate(zip(words, words[1:], strict=False)):
        for name in named[at]:
            found[f"@{name} {two}"] = f"{one} {two}"
        for name in named[at + 1]:
            found[f"{one} @{name}"] = f"{one} {two}"
    return found


def _in_order(words: list[str], named: list[list[str]], first: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for second in range(first + 1, min(first + 1 + REACH, len(words))):
        if words[second] == STOP:
            break
        for one in named[first]:
            for two in named[second]:
                found[f"@{one}>@{two}"] = f"{words[first]} … {words[second]}"
    return found


def _sentences(words: list[str], named: list[list[str]]) -> Iterator[dict[str, str]]:
    """Of each sentence, the groups in it and a word of each."""
    sentence: dict[str, str] = {}
    for word, names in zip(words, named, strict=True):
        if word == STOP:
            yield sentence
            sentence = {}
        for name in names:
            sentence[name] = word
    yield sentence


def by_word(groups: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Of each word, the names of its groups."""
    found: dict[str, frozenset[str]] = {}
    for name, words in groups.items():
        found |= {word: found.get(word, frozenset()) | {name} for word in words}
    return found


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Of each sign; "" has the weight that every text begins with."""
    lines = WEIGHTS.read_text().splitlines()
    return {sign: float(weight) for weight, _, sign in
            (line.partition(" ") for line in lines if not line.startswith("#"))}


def weight_of(words: list[str], groups: Groups) -> tuple[float, str]:
    """The weight of the heaviest part, and the words that weigh most in it."""
    weight, heard = max((_weight_of_part(part, groups) for part in parts(words)),
                        key=lambda part: part[0])
    return weight, _shown(heard)


def _weight_of_part(words: list[str], groups: Groups) -> tuple[float, list[tuple[float, str]]]:
    """With the weight of each sign that was found and what shows it, the heaviest first."""
    known, found = weights(), signs_in(words, groups)
    heard = sorted(((known[sign], found[sign]) for sign in known.keys() & found.keys()),
                   reverse=True)
    return known[""] + sum(weight for weight, _ in heard), heard


def _shown(heard: list[tuple[float, str]]) -> str:
    shown = dict.fromkeys(said for weight, said in heard
                          if weight > 0 and not SILENT.intersection(said.split()))
    return ", ".join(list(shown)[:SHOWN])
