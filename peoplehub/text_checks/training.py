"""Learns how much each sign of `weighing.py` weighs, from the invented texts and ordinary ones.

Logistic regression with squared weights held small, by dual coordinate descent (Yu, Huang and Lin,
2011); the order of the texts is shuffled by a fixed seed, so that the same texts give the same
weights. Takes about ten seconds of one processor.
"""
import random
from collections import Counter
from collections.abc import Iterable
from math import exp

from peoplehub.text_checks.danger import Rules
from peoplehub.text_checks.measuring import labelled
from peoplehub.text_checks.weighing import parts, signs_in

SEED, ROUNDS, STEPS = 2026, 25, 26
MUST_STAND_IN = 2  # texts; a rarer sign is not learned
SMALLEST = 0.05  # a lighter weight is left out
LEARNED_FROM = "ABCDEFH"  # halves of the measured set; G and I are never learned from
BY_OTHERS = "FH"  # halves by authors who saw no rules
# how much a text of ours counts, one by such an author, and a part of an ordinary one
TOLD, BY_ANOTHER, ORDINARY = 1.0, 2.5, 2.0
Example = tuple[set[str], bool, float]  # signs, whether it is about danger, how much it counts


def examples(rules: Rules, ordinary: Iterable[str]) -> list[Example]:
    """All texts to learn from. `ordinary`: texts that are not about danger, looked at in parts."""
    told = [(text.words, text.label != "harmless",
             BY_ANOTHER if text.half in BY_OTHERS else TOLD)
            for text in (*labelled("practice"), *labelled("danger"))
            if text.half in LEARNED_FROM]
    rows = [(set(signs_in(rules.weighed(words), rules.groups_of_words)), is_danger, most)
            for words, is_danger, most in told]
    return rows + [(set(signs_in(part, rules.groups_of_words)), False, ORDINARY)
                   for text in ordinary for part in parts(rules.weighed(text))]


def learn(told: list[Example]) -> dict[str, float]:
    """The weight of each sign; "" is what every text begins with."""
    seen = Counter(sign for signs, _, _ in told for sign in signs)
    rows = [(["", *sorted(sign for sign in signs if seen[sign] >= MUST_STAND_IN)],
             1.0 if is_danger else -1.0, most) for signs, is_danger, most in told]
    weights = dict.fromkeys((sign for signs, _, _ in rows for sign in signs), 0.0)
    pulls = [0.0] * len(rows)
    order, shuffle = list(range(len(rows))), random.Random(SEED).shuffle
    for _ in range(ROUNDS):
        shuffle(order)
        for at in order:
            signs, side, most = rows[at]
            stands = side * sum(map(weights.__getitem__, signs))
            pull = _best_pull(pulls[at], most, stands, len(signs))
            change, pulls[at] = side * (pull - pulls[at]), pull
            for sign in signs:
                weights[sign] += change
    return weights


def _best_pull(pull: float, most: float, stands: float, size: int) -> float:
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


def written(weights: dict[str, float]) -> str:
    """The document of weights, the heaviest first."""
    kept = sorted(((round(weight, 2), sign) for sign, weight in weights.items()
                   if abs(weight) >= SMALLEST or not sign), key=lambda one: (-one[0], one[1]))
    return "# Learned by `flask --app wsgi safeguarding learn`. A weight, and its sign: words " \
        "(* for one between), ~stems, @groups, two groups in order (>) or in one sentence (&).\n" \
        + "".join(
            f"{weight:.2f} {sign}\n" for weight, sign in kept)
