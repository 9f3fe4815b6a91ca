"""Learns how much each sign of `weighing.py` weighs, from the invented texts and ordinary ones.

The weights of danger are the sum of two logistic regressions: one on words and groups, one that
looks at the letters within words as well and counts a sign the more, the less alike it is on both
sides (log-count ratios of naive Bayes: Wang and Manning, 2012). The weights of plain statements are
learned in the second way, and a share of those of danger is added. Dual coordinate descent (Yu,
Huang and Lin, 2011); the order of the texts is shuffled by a fixed seed, so that the same texts
give the same weights. Takes half a minute of one processor.
"""
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log

from peoplehub.text_checks.danger import Rules
from peoplehub.text_checks.measuring import labelled
from peoplehub.text_checks.signs import manner_of, signs_in
from peoplehub.text_checks.weighing import Weights, parts

SEED, ROUNDS, STEPS = 2026, 12, 20
UNMOVED = 1e-4  # a text that pulls so little more or less is left as it is
MUST_STAND_IN = 2  # texts; a rarer sign is not learned
SMALLEST = 0.025  # where both weights are lighter, a sign is left out
LEARNED_FROM = "ABCDEFGHIJKLM"  # halves of the measured set
BY_OTHERS = "FGHIJKLM"  # halves by authors who saw no rules
# how much a part of a text of ours counts, one by such an author, and an ordinary one
TOLD, BY_ANOTHER, ORDINARY = 1.0, 2.5, 2.0
POSSIBLE_AS_NOT_PLAIN = 0.5  # how much a text that only hints counts, where plain ones are learned
STRICT, LOOSE = 1.0, 0.3  # how far one text may pull at the weights, without and with letters
SHARE_OF_WORDS, SHARE_OF_LETTERS, SHARE_OF_PLAIN = 0.5, 0.5, 0.5  # so that the parts spread alike
DANGER_IN_PLAIN = 0.3


HEAD = """\
# Learned by `flask --app wsgi safeguarding learn`. How much a sign says of danger, how plainly, and
# the sign: words (* for one between), ~stems, #letters, @groups, two groups in order (>) or in one
# sentence (&), ^first words, !what stands behind a "not", =how it is written.
"""


@dataclass(frozen=True)
class Example:
    """A part of a text to learn from: its signs, what the text is (plain, possible or harmless),
    how much it counts."""

    signs: frozenset[str]
    label: str
    counts: float


def examples(rules: Rules, ordinary: Iterable[str], halves: str = LEARNED_FROM) -> list[Example]:
    """All texts to learn from, looked at in parts. `ordinary`: texts that are not about danger."""
    told = [(text.words, text.label, BY_ANOTHER if text.half in BY_OTHERS else TOLD)
            for text in labelled("danger") if text.half in halves]
    told += [(text.words, text.label, TOLD) for text in labelled("practice")]
    told += [(text, "harmless", ORDINARY) for text in ordinary]
    groups = rules.groups_of_words
    return [Example(frozenset(signs_in(part, groups, manner_of(text))), label, counts)
            for text, label, counts in told for part in parts(rules.heard(text))]


def learn(told: Sequence[Example]) -> Weights:
    """The two weights of each sign; "" is what every text begins with."""
    danger = [row.label != "harmless" for row in told]
    plain = [row.label == "plain" for row in told]
    counts = [row.counts for row in told]
    softer = [row.counts * (POSSIBLE_AS_NOT_PLAIN if row.label == "possible" else 1)
              for row in told]
    whole = [sorted(row.signs) for row in told]
    words = [[sign for sign in signs if sign[:1] != "#"] for signs in whole]
    by_words = fit(words, danger, counts, STRICT, by_ratio=False)
    by_letters = fit(whole, danger, counts, LOOSE, by_ratio=True)
    plainly = fit(whole, plain, softer, LOOSE, by_ratio=True)
    weights = {}
    for sign in by_letters:
        much = SHARE_OF_WORDS * by_words.get(sign, 0.0) + SHARE_OF_LETTERS * by_letters[sign]
        weights[sign] = much, SHARE_OF_PLAIN * plainly[sign] + DANGER_IN_PLAIN * much
    return weights


def fit(texts: Sequence[Sequence[str]], sides: Sequence[bool], counts: Sequence[float], most: float,
        by_ratio: bool) -> dict[str, float]:
    """Logistic regression with squared weights held small. `most`: how far a text may pull.
    `by_ratio`: a sign counts by how unlike it is on both sides."""
    seen = Counter(sign for signs in texts for sign in signs)
    names = ["", *(sign for sign in seen if seen[sign] >= MUST_STAND_IN)]
    number = {sign: at for at, sign in enumerate(names)}
    rows = [[0, *(number[sign] for sign in signs if sign in number)] for signs in texts]
    squares = _squared_ratios(rows, sides, counts, len(names)) if by_ratio else [1.0] * len(names)
    weights, pulls = [0.0] * len(names), [0.0] * len(rows)
    sizes = [sum(map(squares.__getitem__, row)) for row in rows]
    order, shuffle = list(range(len(rows))), random.Random(SEED).shuffle
    for _ in range(ROUNDS):
        shuffle(order)
        for at in order:
            side = 1.0 if sides[at] else -1.0
            stands = side * sum(map(weights.__getitem__, rows[at]))
            pull = _best_pull(pulls[at], most * counts[at], stands, sizes[at])
            if abs(pull - pulls[at]) < UNMOVED:
                continue
            change, pulls[at] = side * (pull - pulls[at]), pull
            for sign in rows[at]:
                weights[sign] += change * squares[sign]
    return dict(zip(names, weights, strict=True))


def _squared_ratios(rows: Sequence[Sequence[int]], sides: Sequence[bool], counts: Sequence[float],
                    size: int) -> list[float]:
    """Of each sign the logarithm of how much oftener it stands on one side, squared; of "" 1."""
    on = {True: [1.0] * size, False: [1.0] * size}
    for row, side, count in zip(rows, sides, counts, strict=True):
        for sign in row:
            on[side][sign] += count
    beside = log(sum(on[True][1:]) / sum(on[False][1:]))
    squares = [(log(yes / no) - beside) ** 2 for yes, no in zip(on[True], on[False], strict=True)]
    return [1.0, *squares[1:]]


def _best_pull(pull: float, most: float, stands: float, size: float) -> float:
    """How hard one text pulls at its signs, between 0 and `most`, when all others stay: the logit
    of its share is found by halving."""
    low, high = -30.0, 30.0
    for _ in range(STEPS):
        logit = (low + high) / 2
        if size * (most / (1 + exp(-logit)) - pull) + stands + logit > 0:
            high = logit
        else:
            low = logit
    return most / (1 + exp(-low))


def written(weights: Weights) -> str:
    """The document of weights, the heaviest first."""
    kept = sorted(((round(danger, 2), round(plain, 2), sign)
                   for sign, (danger, plain) in weights.items()
                   if max(abs(danger), abs(plain)) >= SMALLEST or not sign),
                  key=lambda one: (-one[0], -one[1], one[2]))
    return HEAD + "".join(f"{danger:.2f} {plain:.2f} {sign}\n" for danger, plain, sign in kept)
