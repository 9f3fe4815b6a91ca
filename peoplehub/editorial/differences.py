"""The difference between two texts in words, for readers: what stayed, was added and was taken out.
"""
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

SAME, ADDED, REMOVED = "same", "added", "removed"
MOST_COMPARED = 250_000  # words of one paragraph times words of the other; beyond, both are shown
WORD = re.compile(r"\s+|[^\s]+")


class Part(NamedTuple):
    """Some words, and whether they stayed, are new or are gone."""

    what: str
    words: str


def differences(old: str, new: str) -> list[list[Part]]:
    """The paragraphs (lines) of both texts in their order, each as its parts."""
    before, after = _lines(old), _lines(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [part for how, *at in matcher.get_opcodes() for part in _paragraphs(
        how, before[at[0]:at[1]], after[at[2]:at[3]])]


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


def _paragraphs(how: str, before: list[str], after: list[str]) -> Iterator[list[Part]]:
    """Changed lines are compared one by one; what is left over of either is whole."""
    if how == "equal":
        yield from ([Part(SAME, line)] for line in after)
        return
    both = min(len(before), len(after))
    yield from map(_compared, before[:both], after[:both])
    yield from ([Part(REMOVED, line)] for line in before[both:])
    yield from ([Part(ADDED, line)] for line in after[both:])


def _compared(before: str, after: str) -> list[Part]:
    old, new = WORD.findall(before), WORD.findall(after)
    whole = [Part(REMOVED, before), Part(ADDED, after)]
    if len(old) * len(new) > MOST_COMPARED:
        return whole
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
