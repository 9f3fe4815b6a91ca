"""Words of danger: the document of rules, and what it finds in a text.

The document is data (`danger_rules.txt`, and what a safeguarding lead adds to it). Where no phrase
of it stands, words that add up (`weighing.py`) may still be a possible sign. It only points at
words; nothing here holds, changes or sends anything.
"""
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path

from peoplehub.text_checks.phrases import (
    PASSED_OVER,
    STOP,
    Step,
    WrongPhrase,
    end_of_match,
    needed,
    parse,
    tokens,
)
from peoplehub.text_checks.signs import Groups
from peoplehub.text_checks.weighing import SHORT, Scale, Weighed, Weights, by_word, weights

BUILT_IN = Path(__file__).parent / "danger_rules.txt"
PLAIN, POSSIBLE = "plain", "possible"
KINDS = ("plain", "possible", "harmless", "mute", "past")
UNKNOWN_LINE = (
    "Begin with plain:, possible:, harmless:, mute:, past:, spelling:, list NAME: or group NAME:.")
# Sums from which words that add up are a possible sign, and a plain one; below which a phrase that
# came with PeopleHub is passed over, or no longer plain
HEAVY, PLAINLY = -0.1, 0.8
HEAVY_IN_SHORT, SHORTEST = 1.0, 7  # words: in a text of fewer, a sum says less
LIGHT, HARDLY_PLAIN = -1.0, -1.0
FEWEST, FEWEST_BESIDE_IDIOM = 2, 6  # words that are weighed; fewer say too little
SENTENCES = 5  # with a plain phrase that are weighed alone
ADDS_UP = "words that add up: "
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
    groups: dict[str, frozenset[str]] = field(default_factory=dict)
    phrases: dict[str, list[Phrase]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    weights: Weights | None = None  # others than those that came with PeopleHub

    def __post_init__(self) -> None:
        self._under: dict[str, dict[str, list[Known]]] = {kind: {} for kind in KINDS}
        self._open: dict[str, list[Known]] = {kind: [] for kind in KINDS}
        for kind, phrases in self.phrases.items():  # of rules that differ in their weights alone
            for phrase, steps in phrases:
                self._find_by_beginning(kind, phrase, steps)

    def add(self, kind: str, phrase: str) -> None:
        """Raises WrongPhrase."""
        steps = parse(phrase, self.lists)
        self.phrases[kind].append((phrase, steps))
        self._find_by_beginning(kind, phrase, steps)

    def _find_by_beginning(self, kind: str, phrase: str, steps: tuple[Step, ...]) -> None:
        known = phrase, steps, needed(steps)
        for word in steps[0].words:
            self._under[kind].setdefault(word, []).append(known)
        if steps[0].beginnings:
            self._open[kind].append(known)

    def judge(self, text: str) -> Sign | None:
        """The gravest sign in a text, or None: a phrase, or words that add up. Where these say
        clearly that a text is harmless, a phrase that came with PeopleHub is passed over, never
        one that a lead added."""
        said = self._tokens(text)
        words = self._heard(said, "mute")
        searched = self._heard(said, "mute", "past") if self._may_have("past", said) else words
        sign = self._phrase_among(searched)
        weighed = self.scale.weigh(text, words)
        is_ours = sign is not None and (sign.level, sign.phrase) in came_with_us()
        if sign and sign.level == PLAIN and not is_ours:
            return sign
        says_enough = _says_enough(words)
        if says_enough and weighed.plain - weighed.lighter > PLAINLY:
            return sign if sign and sign.level == PLAIN else Sign(PLAIN, ADDS_UP + weighed.shown)
        if sign and len(words) > SHORT and self._is_plain_alone(text, searched):
            return sign
        if sign and (not is_ours or weighed.danger > LIGHT):
            is_hardly_plain = is_ours and weighed.plain < HARDLY_PLAIN
            return Sign(POSSIBLE, sign.phrase) if is_hardly_plain else sign
        least = HEAVY if _words_in(words) >= SHORTEST else HEAVY_IN_SHORT
        is_heavy = weighed.danger - weighed.lighter > least
        return Sign(POSSIBLE, ADDS_UP + weighed.shown) if says_enough and is_heavy else None

    def _is_plain_alone(self, text: str, words: list[str]) -> bool:
        """Whether a sentence with a plain phrase is heavy by itself: ordinary words around it in a
        long text do not make it harmless."""
        for _, start, end in islice(self._matches(PLAIN, words), SENTENCES):
            first = max((at + 1 for at in range(start) if words[at] == STOP), default=0)
            sentence = words[first:words.index(STOP, end - 1)]
            if self.scale.weigh(text, sentence).danger > HEAVY:
                return True
        return False

    def weighed(self, text: str) -> Weighed:
        """What the words of a text add up to. What is long past counts as well."""
        return self.scale.weigh(text, self.heard(text))

    def heard(self, text: str) -> list[str]:
        """The words of a text that are weighed."""
        return self._heard(self._tokens(text), "mute")

    def _tokens(self, text: str) -> list[str]:
        return tokens(text.strip(), self.spellings)  # an end of the line is no sentence of its own

    def phrase_in(self, text: str) -> Sign | None:
        """The gravest phrase in a text, or None. Browsers look for no more."""
        return self._phrase_among(self._heard(self._tokens(text), "mute", "past"))

    def _phrase_among(self, words: list[str]) -> Sign | None:
        for level in (PLAIN, POSSIBLE):
            for phrase, _, _ in self._matches(level, words):
                return Sign(level, phrase)
        return None

    @cached_property
    def groups_of_words(self) -> Groups:
        return by_word(self.groups)

    @cached_property
    def scale(self) -> Scale:
        return Scale(self.groups_of_words, self.weights or weights())

    def to_json(self) -> dict:
        """For the matcher in the browser: spellings, and each phrase as a row of steps."""
        asked = {**self.phrases, "mute": [*self.phrases["mute"], *self.phrases["past"]]}
        del asked["past"]
        return {
            "spellings": {" ".join(said): list(meant) for said, meant in self.spellings.items()},
            **{kind: [[step.to_json() for step in steps] for _, steps in phrases]
               for kind, phrases in asked.items()},
        }

    def _heard(self, said: list[str], *silent: str) -> list[str]:
        """Without sentences that have a phrase of the `silent` kinds, and without idiom."""
        heard = [*said, STOP]
        in_text = [self._beginning_with(kind, frozenset(said)) for kind in silent]
        if here := [beginning for beginning in in_text if beginning]:  # few texts have words of any
            heard = []
            for sentence in _sentences(said):
                if not any(any(_matches_of(beginning, sentence)) for beginning in here):
                    heard += [*sentence, STOP]
        without = list(heard)
        for _, start, end in self._matches("harmless", heard):
            without[start:end] = [PASSED_OVER] * (end - start)
        return without

    def _may_have(self, kind: str, said: list[str]) -> bool:
        return bool(self._beginning_with(kind, frozenset(said)))

    def _matches(self, kind: str, words: list[str]) -> Iterable[tuple[str, int, int]]:
        return _matches_of(self._beginning_with(kind, frozenset(words)), words)

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


def _matches_of(beginning: dict[str, list[Known]],
                words: list[str]) -> Iterable[tuple[str, int, int]]:
    """Each of the phrases, by the words that they begin with, that stands in these words: from
    where to where."""
    for at, word in enumerate(words):
        for phrase, steps, _ in beginning.get(word, ()):
            end = end_of_match(steps, words, at)
            if end > 0:
                yield phrase, at, end


def _says_enough(words: list[str]) -> bool:
    """What is left of a short text when idiom was taken out says little."""
    fewest = FEWEST_BESIDE_IDIOM if PASSED_OVER in words else FEWEST
    return _words_in(words) >= fewest


def _words_in(words: list[str]) -> int:
    return sum(word not in (STOP, PASSED_OVER) for word in words)


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
    elif kind.startswith(("list ", "group ")) and said:
        of_kind, name = (part.strip() for part in kind.split(" ", 1))
        words = rules.lists if of_kind == "list" else rules.groups
        words[name] = words.get(name, frozenset()) | frozenset(said.lower().split())
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


@lru_cache(maxsize=1)
def came_with_us() -> frozenset[tuple[str, str]]:
    """The level and the words of each built-in phrase."""
    phrases = with_additions("").phrases
    return frozenset((level, phrase) for level in (PLAIN, POSSIBLE) for phrase, _ in phrases[level])


@lru_cache(maxsize=4)
def with_additions(additions: str) -> Rules:
    """The built-in rules and what a lead has added. Raises WrongRules."""
    return read(BUILT_IN.read_text(), additions)
