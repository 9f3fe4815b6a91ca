"""The phrase language of the rules, and its matcher. `static/js/words-of-danger.js` is the same
matcher for the browser; a test compares both on every measured text.

A phrase is a row of words: `kill/hurt myself` (either), `[really] hurts` (may be missing),
`suicid*` (anything that begins so), `{family}` (any word of that list), `...` (up to three words
between).
There are no regular expressions in rules, so that no rule can be slow: the work is bounded by the
length of the text times the length of the phrases that begin with a word of it.
"""
import re
import unicodedata
from dataclasses import dataclass

GAP = 3  # words that "..." may stand for
STOP = "."  # the end of a sentence or line: no phrase goes across it
PASSED_OVER = "_"  # in place of a word of idiom; no phrase has it
TOKENS, ENDS = re.compile(r"[a-z0-9]+|[.!?\n;:]"), frozenset(".!?\n;:")
PICTURES = {"💊": " pills ", "🔪": " knife ", "😂": " lol ", "🤣": " lol ", "😅": " lol "}
WORD = re.compile(r"\[?[a-z0-9{}*/_]+\]?$")


class WrongPhrase(ValueError):
    """A phrase that cannot be read. Its text is a sentence for whoever wrote it."""


@dataclass(frozen=True)
class Step:
    """One place of a phrase: any of `words`, or what begins with one of `beginnings`."""

    words: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    may_be_missing: bool = False
    is_gap: bool = False

    def to_json(self) -> list | int:
        """The words, then what begins so with a star; a trailing "?" if it may be missing; the gap
        is a number."""
        if self.is_gap:
            return GAP
        words = [*sorted(self.words), *(f"{begin}*" for begin in self.beginnings)]
        return [*words, "?"] if self.may_be_missing else words

    def fits(self, word: str) -> bool:
        return word in self.words or (bool(self.beginnings) and word.startswith(self.beginnings))


def tokens(text: str, spellings: dict[tuple[str, ...], tuple[str, ...]]) -> list[str]:
    """The words of a text in small letters without apostrophes, as they are meant: each spelling of
    one or two words is replaced. The end of a sentence is a word of its own (`STOP`)."""
    for picture, word in PICTURES.items():
        text = text.replace(picture, word)
    text = re.sub(r"['’‘ʼ`´]", "", unicodedata.normalize("NFKD", text).lower())
    text = re.sub(r"([a-z])\1\1+", r"\1\1", text)
    found = [STOP if word in ENDS else word for word in TOKENS.findall(text)]
    beginning = {said[0] for said in spellings}
    if beginning.isdisjoint(found):
        return found
    meant: list[str] = []
    at = 0
    while at < len(found):
        if found[at] not in beginning:
            meant.append(found[at])
            at += 1
            continue
        size = 2 if tuple(found[at:at + 2]) in spellings else 1
        said = tuple(found[at:at + size])
        meant += spellings.get(said, said)
        at += size
    return meant


def parse(phrase: str, lists: dict[str, frozenset[str]]) -> tuple[Step, ...]:
    """The steps of a phrase. Raises WrongPhrase."""
    steps = tuple(_step(part, lists) for part in phrase.lower().replace("'", "").split())
    if not [step for step in steps if not (step.is_gap or step.may_be_missing)]:
        raise WrongPhrase("It needs at least one word that has to be there.")
    if steps[0].is_gap or steps[0].may_be_missing or steps[-1].is_gap:
        raise WrongPhrase("It has to begin with a word that has to be there, and end with a word.")
    return steps


def _step(part: str, lists: dict[str, frozenset[str]]) -> Step:
    if part == "...":
        return Step(is_gap=True)
    if not WORD.match(part) or part.startswith("[") != part.endswith("]"):
        raise WrongPhrase(f"“{part}” cannot be read. Use letters, numbers, / [ ] * {{ }} and ...")
    words: set[str] = set()
    beginnings = []
    for said in part.strip("[]").split("/"):
        if said.startswith("{"):
            name = said.strip("{}")
            if name not in lists:
                raise WrongPhrase(f"There is no list called “{name}”.")
            words |= lists[name]
        elif said.endswith("*") and len(said) >= 3:
            beginnings.append(said[:-1])
        elif said.isalnum():
            words.add(said)
        else:
            raise WrongPhrase(f"“{said}” cannot be read.")
    return Step(frozenset(words), tuple(beginnings), part.startswith("["))


def needed(steps: tuple[Step, ...]) -> tuple[frozenset[str], ...]:
    """For each step that has to be there, the words of which a text must have one. What begins in
    some way is not looked for."""
    return tuple(step.words for step in steps
                 if step.words and not (step.beginnings or step.may_be_missing))


def end_of_match(steps: tuple[Step, ...], words: list[str], at: int) -> int:
    """Where the phrase ends if it begins at that word, or -1."""
    if not _goes_on(steps, words, at):
        return -1
    places = {at}
    for step in steps:
        places = _after(step, words, places)
        if not places:
            return -1
    return max(places)


def _goes_on(steps: tuple[Step, ...], words: list[str], at: int) -> bool:
    """Whether its second word follows, where that is looked for at one place only: most phrases
    that begin at a word end there."""
    second = steps[1] if len(steps) > 1 else None
    if second is None or second.is_gap or second.may_be_missing:
        return True
    return at + 1 < len(words) and second.fits(words[at + 1])


def _after(step: Step, words: list[str], places: set[int]) -> set[int]:
    after: set[int] = set()
    for place in places:
        if step.is_gap:
            for more in range(GAP + 1):
                after.add(place + more)
                if place + more >= len(words) or words[place + more] == STOP:
                    break
            continue
        if step.may_be_missing:
            after.add(place)
        if place < len(words) and step.fits(words[place]):
            after.add(place + 1)
    return after
