"""Words of danger: the document of rules, and what it finds in a text.

The document is data (`danger_rules.txt`, and what a safeguarding lead adds to it). It only points
at words; nothing here holds, changes or sends anything.
"""
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from peoplehub.text_checks.phrases import (
    STOP,
    Step,
    WrongPhrase,
    end_of_match,
    needed,
    parse,
    tokens,
)

BUILT_IN = Path(__file__).parent / "danger_rules.txt"
PLAIN, POSSIBLE = "plain", "possible"
KINDS = ("plain", "possible", "harmless", "mute")
UNKNOWN_LINE = "Begin with plain:, possible:, harmless:, mute:, spelling: or list NAME:."
PASSED_OVER = "_"  # in place of a word of idiom; no phrase has it
Phrase = tuple[str, tuple[Step, ...]]
Known = tuple[str, tuple[Step, ...], tuple[frozenset[str], ...]]  # with what it needs


class WrongRules(ValueError):
    """A document that cannot be read. `errors`: one sentence for each line that is wrong."""

    def __init__(self, errors: list[str]):
        super().__init__("; ".join(errors))
        self.errors = errors


@dataclass(frozen=True)
class Sign:
    """What was found: how plain it is, and the phrase of the rules that found it."""

    level: str
    phrase: str


def gravest(signs: Iterable[Sign | None]) -> Sign | None:
    """The first plain one, or else the first."""
    found = [sign for sign in signs if sign]
    return next((sign for sign in found if sign.level == PLAIN), found[0] if found else None)


@dataclass
class Rules:
    """A document that has been read. Each kind of phrase stands under the words it begins with."""

    spellings: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    phrases: dict[str, list[Phrase]] = field(default_factory=lambda: {kind: [] for kind in KINDS})

    def __post_init__(self) -> None:
        self._under: dict[str, dict[str, list[Known]]] = {kind: {} for kind in KINDS}
        self._open: dict[str, list[Known]] = {kind: [] for kind in KINDS}

    def add(self, kind: str, phrase: str) -> None:
        """Raises WrongPhrase."""
        steps = parse(phrase, self.lists)
        known = phrase, steps, needed(steps)
        self.phrases[kind].append((phrase, steps))
        for word in steps[0].words:
            self._under[kind].setdefault(word, []).append(known)
        if steps[0].beginnings:
            self._open[kind].append(known)

    def judge(self, text: str) -> Sign | None:
        """The gravest sign in a text, or None."""
        words = self._heard(tokens(text, self.spellings))
        for level in (PLAIN, POSSIBLE):
            for phrase, _, _ in self._matches(level, words):
                return Sign(level, phrase)
        return None

    def to_json(self) -> dict:
        """For the matcher in the browser: spellings, and each phrase as a row of steps."""
        return {
            "spellings": {" ".join(said): list(meant) for said, meant in self.spellings.items()},
            **{kind: [[step.to_json() for step in steps] for _, steps in self.phrases[kind]]
               for kind in KINDS},
        }

    def _heard(self, words: list[str]) -> list[str]:
        """Without the sentences that are muted, and without the words of idiom."""
        heard = []
        for sentence in _sentences(words):
            if not any(self._matches("mute", sentence)):
                heard += [*sentence, STOP]
        without = list(heard)
        for _, start, end in self._matches("harmless", heard):
            without[start:end] = [PASSED_OVER] * (end - start)
        return without

    def _matches(self, kind: str, words: list[str]) -> Iterable[tuple[str, int, int]]:
        beginning = self._beginning_with(kind, frozenset(words))
        for at, word in enumerate(words if beginning else ()):
            for phrase, steps, _ in beginning.get(word, ()):
                end = end_of_match(steps, words, at)
                if end > 0:
                    yield phrase, at, end

    def _beginning_with(self, kind: str, said: frozenset[str]) -> dict[str, list[Known]]:
        """By the word of `said` that it may begin with, each phrase of which every word that has to
        be there is among them: few texts have all the words of any."""
        under = self._under[kind]
        beginning = {word: _possible(under[word], said) for word in under.keys() & said}
        for one in _possible(self._open[kind], said):
            for word in said:
                if word.startswith(one[1][0].beginnings):
                    beginning.setdefault(word, []).append(one)
        return {word: possible for word, possible in beginning.items() if possible}


def _possible(known: list[Known], said: frozenset[str]) -> list[Known]:
    return [one for one in known if not any(map(said.isdisjoint, one[2]))]


def read(*documents: str) -> Rules:
    """The rules of several documents, the later adding to the earlier. A line
    `remove: KIND: PHRASE` takes a phrase away. Raises WrongRules."""
    rules, errors = Rules(), []
    lines = [(number, line.strip()) for document in documents
             for number, line in enumerate(document.splitlines(), 1)]
    lines = [(number, line) for number, line in lines if line and not line.startswith("#")]
    removed = {_squeezed(line[7:]) for _, line in lines if line.startswith("remove:")}
    # lists and spellings first, wherever they stand
    for number, line in sorted(lines, key=lambda one: not one[1].startswith(("list", "spelling"))):
        if not line.startswith("remove:") and _squeezed(line) not in removed:
            try:
                _take(rules, line)
            except WrongPhrase as wrong:
                errors.append(f"Line {number}, “{line[:60]}”: {wrong}")
    if errors:
        raise WrongRules(errors)
    return rules


def _take(rules: Rules, line: str) -> None:
    kind, _, said = (part.strip() for part in line.partition(":"))
    if kind == "spelling" and "=" in said:
        written, meant = (tuple(side.split()) for side in said.lower().split("=", 1))
        if not (1 <= len(written) <= 2 and meant):
            raise WrongPhrase("Write one or two words, then = and what they mean.")
        rules.spellings[written] = meant
    elif kind.startswith("list ") and said:
        name = kind[5:].strip()
        rules.lists[name] = rules.lists.get(name, frozenset()) | frozenset(said.lower().split())
    elif kind in KINDS and said:
        rules.add(kind, said)
    else:
        raise WrongPhrase(UNKNOWN_LINE)


def _squeezed(line: str) -> str:
    return line.replace(" ", "").lower()


def _sentences(words: list[str]) -> Iterable[list[str]]:
    sentence: list[str] = []
    for word in words:
        if word == STOP:
            yield sentence
            sentence = []
        else:
            sentence.append(word)
    yield sentence


@lru_cache(maxsize=4)
def with_additions(additions: str) -> Rules:
    """The built-in rules and what a lead has added. Raises WrongRules."""
    return read(BUILT_IN.read_text(), additions)
