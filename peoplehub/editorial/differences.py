"""The difference between two texts in words, for readers: what stayed, was added and was taken out.
"""
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, NamedTuple

SAME, ADDED, REMOVED = "same", "added", "removed"
MOST_COMPARED = 250_000  # words of one paragraph times words of the other; beyond, both are shown
MOST_LINES = 250_000  # paragraphs of one text times those of the other; beyond, one by one
MOST_IN_ALL = 2_000_000  # words times words, of all paragraphs of two texts
MOST_KEPT = 16  # comparisons that are kept in memory
WORD = re.compile(r"\s+|[^\s]+")


class Part(NamedTuple):
    """Some words, and whether they stayed, are new or are gone."""

    what: str
    words: str


@lru_cache(maxsize=MOST_KEPT)
def differences(old: str, new: str) -> list[list[Part]]:
    """The paragraphs (lines) of both texts in their order, each as its parts. However long they
    are, it takes a second at most: what is too long to be compared is shown whole."""
    before, after = _lines(old), _lines(new)
    start = _shared(before, after)
    end = _shared(before[:start - len(before) - 1:-1], after[:start - len(after) - 1:-1])
    middle = _middle(before[start:len(before) - end], after[start:len(after) - end])
    return [*_same(after[:start]), *middle, *_same(after[len(after) - end:])]


def has_changes(paragraphs: Sequence[Sequence[Part]]) -> bool:
    return any(map(_is_changed, paragraphs))


def around_changes(paragraphs: Sequence[list[Part]]) -> list[list[Part]]:
    """Those that changed, with the one before and the one after; an empty one stands for others
    that are the same."""
    shown: list[list[Part]] = []
    for at, parts in enumerate(paragraphs):
        if any(map(_is_changed, paragraphs[max(0, at - 1):at + 2])):
            shown.append(parts)
        elif not shown or shown[-1]:
            shown.append([])
    return shown


def changed_parts(old: Any, new: Any) -> list[tuple[str, list[list[Part]]]]:
    """Of two pieces (`compared_words`): the name of each part that is not the same, and where."""
    before = old.compared_words
    compared = [(name, differences(before[name], words))
                for name, words in new.compared_words.items()]
    return [(name, around_changes(paragraphs)) for name, paragraphs in compared
            if has_changes(paragraphs)]


def _is_changed(parts: Sequence[Part]) -> bool:
    return any(part.what != SAME for part in parts)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _shared(before: list[str], after: list[str]) -> int:
    """How many lines at the beginning are the same."""
    both = zip(before, after, strict=False)
    return next((at for at, (old, new) in enumerate(both) if old != new),
                min(len(before), len(after)))


def _same(lines: list[str]) -> list[list[Part]]:
    return [[Part(SAME, line)] for line in lines]


def _middle(before: list[str], after: list[str]) -> list[list[Part]]:
    """What lies between the first lines that differ and the last ones."""
    budget = [MOST_IN_ALL]
    if len(before) * len(after) > MOST_LINES:
        return list(_paragraphs(before, after, budget))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    parts: list[list[Part]] = []
    for how, first, last, start, end in matcher.get_opcodes():
        parts += _same(after[start:end]) if how == "equal" else _paragraphs(
            before[first:last], after[start:end], budget)
    return parts


def _paragraphs(before: list[str], after: list[str], budget: list[int]) -> Iterator[list[Part]]:
    """Changed lines are compared one by one; what is left over of either is whole."""
    both = min(len(before), len(after))
    for old, new in zip(before[:both], after[:both], strict=True):
        yield _compared(old, new, budget)
    yield from ([Part(REMOVED, line)] for line in before[both:])
    yield from ([Part(ADDED, line)] for line in after[both:])


def _compared(before: str, after: str, budget: list[int]) -> list[Part]:
    """In words, as long as there is something left of the `budget` of all of them."""
    if before == after:
        return [Part(SAME, after)]
    old, new = WORD.findall(before), WORD.findall(after)
    whole = [Part(REMOVED, before), Part(ADDED, after)]
    work = len(old) * len(new)
    if work > min(MOST_COMPARED, budget[0]):
        return whole
    budget[0] -= work
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.3:  # hardly a word stayed: both are easier to read whole
        return whole
    parts = []
    for how, first, last, start, end in matcher.get_opcodes():
        if how == "equal":
            parts.append(Part(SAME, "".join(new[start:end])))
            continue
        parts += [Part(what, words) for what, words in (
            (REMOVED, "".join(old[first:last])), (ADDED, "".join(new[start:end]))) if words]
    return parts
