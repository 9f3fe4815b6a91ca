"""Limits on input for which Markdown or bleach takes quadratic time: 8,000 "[" take 7 seconds,
20,000 "(" take 10."""
import re

MARKS = re.compile(r"[\[\]()`*_~<>!#\\&]")
MOST_MARKS = 1_000
MOST_LINES = 800
MOST_BRACKET_WORK = 1_000_000  # characters: Markdown looks from each "[" to its "]", or the end


def is_too_complex(source: str) -> bool:
    """Whether rendering the source as Markdown would take quadratic time: too many marks, lines or
    open brackets. It is then shown as typed."""
    return (
        len(MARKS.findall(source)) > MOST_MARKS
        or source.count("\n") > MOST_LINES
        or _bracket_work(source) > MOST_BRACKET_WORK
    )


def _bracket_work(source: str) -> int:
    work, opened = 0, []
    for bracket in re.finditer(r"[\[\]]", source):
        if bracket[0] == "[":
            opened.append(bracket.start())
        elif opened:
            work += bracket.start() - opened.pop()
    return work + sum(len(source) - start for start in opened)
