"""How the rules do on texts whose author they did not learn from: the honest figures of learning.

Each author of measured texts who saw no rules is left out in turn, then each third of the ordinary
texts. Takes some minutes of one processor, and writes nothing but its tables.
"""
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from peoplehub.text_checks import training
from peoplehub.text_checks.danger import PLAIN, Rules
from peoplehub.text_checks.measuring import Figures, measure_danger

AUTHORS = ("FG", "HI", "J", "K", "L", "M")  # the halves of each
THIRDS = 3
HEAD = ("| half, its author left out of learning | finds | false alarms | plain ones found plain | "
        "harmless ones found plain |\n|---|---|---|---|---|")


def without(rules: Rules, halves: str, ordinary: Sequence[str]) -> Rules:
    """The same rules with weights that were learned without these halves."""
    others = "".join(half for half in training.LEARNED_FROM if half not in halves)
    return replace(rules, weights=training.learn(training.examples(rules, ordinary, others)))


def tables(rules: Rules, ordinary: Sequence[str]) -> Iterator[str]:
    """Lines of Markdown, as they become known."""
    yield HEAD
    whole: Counter[tuple[str, str]] = Counter()
    for halves in AUTHORS:
        trial = without(rules, halves, ordinary)
        for half in halves:
            figures = measure_danger(trial, half)
            whole.update(figures.table)
            yield _row(half, figures)
    yield _row("all", Figures(dict(whole)))
    yield "\n" + ordinary_line(rules, ordinary)


def ordinary_line(rules: Rules, ordinary: Sequence[str]) -> str:
    """Of ordinary texts, each judged without its third, how many were taken for danger."""
    shuffled = list(ordinary)
    random.Random(training.SEED).shuffle(shuffled)
    levels: Counter[str] = Counter()
    for third in range(THIRDS):
        unseen = shuffled[third::THIRDS]
        trial = without(rules, "", [text for text in shuffled if text not in set(unseen)])
        levels.update(sign.level for text in unseen if (sign := trial.judge(text)))
    return (f"Of {len(shuffled)} ordinary texts, each third left out of learning in turn, "
            f"{levels.total()} were taken for danger, {levels[PLAIN]} of them for plain.")


def _row(half: str, figures: Figures) -> str:
    (_, plain, *less), (_, *hints), (_, wrong, *right) = figures.rows
    return (f"| {half} | {figures.found} % of {plain + sum(less) + sum(hints)} "
            f"| {figures.false_alarms} % of {wrong + sum(right)} "
            f"| {100 * plain // max(1, plain + sum(less))} % of {plain + sum(less)} "
            f"| {wrong} of {wrong + sum(right)} |")
