"""The measured texts, and how well the rules do on them.

The texts were written first. A fixed seed divides each kind into the halves A and B; the rules were
written with A in sight and measured on B. F to L are by five authors who saw no rules.
"""
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from peoplehub.text_checks.danger import Rules, with_additions
from peoplehub.text_checks.identity import find

TEXTS = Path(__file__).parent / "texts"
SEED = 2026
HALVES = "ABCDEFGHIJKLMN"  # C to E: written afresh after the measurement before; F to N: by others
NOTHING = "nothing"
IDENTITY_HALVES = "ABCFGJKL"
LABELS = ("plain", "possible", "harmless")
LEVELS = ("plain", "possible", "nothing")


@dataclass(frozen=True)
class Labelled:
    """A text of the set: what it is, its half, its words."""

    label: str
    half: str
    words: str


@lru_cache
def labelled(name: str) -> tuple[Labelled, ...]:
    """All texts of a set ("danger", "identity"), in the order in which they stand in the file."""
    read: dict[str, list[str]] = {}
    label = ""
    for line in (TEXTS / f"{name}_texts.txt").read_text().splitlines():
        if line.startswith("== "):
            label = line[3:].strip()
        elif line.strip() and not line.startswith("#"):
            read.setdefault(label, []).append(line)
    return tuple(
        Labelled(label.split(" ", 1)[-1] if half > "B" else label, half, words)
        for label, lines in read.items()
        for words, half in zip(lines, _halves(label, len(lines)), strict=True)
    )


def _halves(label: str, size: int) -> list[str]:
    """A or B for each text of one label; those of a half written later begin with its letter."""
    if label[1:2] == " ":
        return [label[0]] * size
    halves = ["A" if number < (size + 1) // 2 else "B" for number in range(size)]
    random.Random(f"{SEED} {label}").shuffle(halves)
    return halves


@dataclass(frozen=True)
class IdentityFigures:
    """Of each label of the identity set, how many texts there are and how many were pointed at."""

    table: dict[str, tuple[int, int]]

    @property
    def caught(self) -> int:
        """Of the texts that give something away: percent, rounded down."""
        given = [pair for label, pair in self.table.items() if label != NOTHING]
        return 100 * sum(found for _, found in given) // max(1, sum(of for of, _ in given))

    @property
    def false_alarms(self) -> int:
        """Of the texts that give nothing away: percent, rounded up."""
        of, found = self.table[NOTHING]
        return -(-100 * found // max(1, of))


def measure_identity(half: str) -> IdentityFigures:
    table: dict[str, tuple[int, int]] = {}
    for text in labelled("identity"):
        if text.half == half:
            of, found = table.get(text.label, (0, 0))
            table[text.label] = of + 1, found + bool(find(text.words))
    return IdentityFigures(table)


def identity_table(half: str) -> str:
    """What was caught in one half of the identity set, as Markdown."""
    figures = measure_identity(half)
    lines = [f"Half {half}: catches {figures.caught} %, false alarms {figures.false_alarms} %", "",
             "| gives away | texts | pointed at |", "|---|---|---|"]
    lines += [f"| {label} | {of} | {found} |" for label, (of, found) in figures.table.items()]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Figures:
    """A confusion table: how many texts of each label were found to be what."""

    table: dict[tuple[str, str], int]  # (label, what was found: "plain", "possible", "nothing")

    @property
    def found(self) -> int:
        """Of the texts of danger, how many were noticed: percent, rounded down."""
        return self._share(lambda label: label != "harmless")

    @property
    def false_alarms(self) -> int:
        """Of the harmless texts, how many were taken for danger: percent, rounded up."""
        return -(-100 * self._noticed(_is_harmless) // max(1, self._all(_is_harmless)))

    @property
    def rows(self) -> list[tuple[str, int, int, int]]:
        """For each label: found plain, found possible, found nothing."""
        plain, possible, nothing = LEVELS
        count = self.table.get
        return [(label, count((label, plain), 0), count((label, possible), 0),
                 count((label, nothing), 0)) for label in LABELS]

    def _share(self, which: Callable[[str], bool]) -> int:
        return 100 * self._noticed(which) // max(1, self._all(which))

    def _noticed(self, which: Callable[[str], bool]) -> int:
        return sum(number for (label, level), number in self.table.items()
                   if which(label) and level != "nothing")

    def _all(self, which: Callable[[str], bool]) -> int:
        return sum(number for (label, _), number in self.table.items() if which(label))


def _is_harmless(label: str) -> bool:
    return label == "harmless"


def measure_danger(rules: Rules, halves: str = HALVES) -> Figures:
    """How the rules do on the texts of these halves."""
    table: Counter[tuple[str, str]] = Counter()
    for text in labelled("danger"):
        if text.half in halves:
            sign = rules.judge(text.words)
            table[text.label, sign.level if sign else "nothing"] += 1
    return Figures(dict(table))


@lru_cache(maxsize=4)
def measure_additions(additions: str) -> Figures:
    """How the built-in rules do with these additions. Raises WrongRules."""
    return measure_danger(with_additions(additions))


def danger_table(half: str, additions: str = "") -> str:
    """The confusion table of one half, as Markdown."""
    return figures_table(half, measure_danger(with_additions(additions), half))


def figures_table(half: str, figures: Figures) -> str:
    lines = [f"Half {half}: finds {figures.found} %, false alarms {figures.false_alarms} %", "",
             "| is | found plain | found possible | found nothing |", "|---|---|---|---|"]
    lines += [f"| {label} | {plain} | {possible} | {nothing} |"
              for label, plain, possible, nothing in figures.rows]
    return "\n".join(lines) + "\n"
