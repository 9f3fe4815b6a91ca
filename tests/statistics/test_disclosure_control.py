"""Small numbers cannot be computed from what is published, tried as somebody would who wants to."""
import random
from itertools import product

import pytest

from peoplehub.statistics.disclosure_control import FEWER, NOT_SHOWN, SMALL, ProtectedTable

MOST = 9  # a hidden number is at most this, as the attacker knows


def values(words) -> range | list[int]:
    return SMALL if words == FEWER else range(MOST) if words == NOT_SHOWN else [words]


def agrees(words, number: int) -> bool:
    return words == NOT_SHOWN or number in values(words)


def possible(shown, is_whole: bool) -> dict:
    """For each place, every value that it can have: all tables are tried that agree with what is
    shown, totals and all."""
    lines, months = len(shown) - 1, len(shown[0]) - is_whole
    columns = [[column for column in product(*[values(shown[i][j]) for i in range(lines)])
                if agrees(shown[lines][j], sum(column))] for j in range(months)]
    found: dict = {}
    if not is_whole:
        for j in range(months):
            for column in columns[j]:
                note(found, j, column)
        return found
    for table in product(*columns):
        totals = tuple(map(sum, zip(*table, strict=True)))
        if all(map(agrees, (line[-1] for line in shown), (*totals, sum(totals)))):
            for j, column in enumerate((*table, totals)):
                note(found, j, column)
    return found


def note(found: dict, j: int, column) -> None:
    for i, value in enumerate((*column, sum(column))):
        found.setdefault((i, j), set()).add(value)


@pytest.mark.parametrize("is_whole", [False, True])
def test_no_small_number_has_only_one_possible_value(is_whole):
    chance, small = random.Random(7), 0
    for _ in range(250):
        lines, months = chance.choice([(2, 2), (2, 3), (3, 2)])
        counts = [[chance.choice([0, 0, 1, 2, 3, 4, 5, 6, 7]) for _ in range(months)]
                  for _ in range(lines)]
        shown = ProtectedTable(counts, is_whole=is_whole).shown
        found = possible(shown, is_whole)
        for i, j in product(range(lines + 1), range(months + is_whole)):
            table = [*counts, [sum(column) for column in zip(*counts, strict=True)]]
            value = ([*table[i], sum(table[i])])[j]
            if value in SMALL:
                small += 1
                assert shown[i][j] in (FEWER, NOT_SHOWN)
                assert len(found[i, j]) > 1, (counts, shown, (i, j))
            elif shown[i][j] != NOT_SHOWN:
                assert shown[i][j] == value
    assert small > 300


def test_what_is_large_is_shown_and_so_is_nothing_at_all():
    counts = [[0, 12], [7, 30]]
    assert ProtectedTable(counts, is_whole=True).shown == [[0, 12, 12], [7, 30, 37], [7, 42, 49]]


def test_one_small_number_hides_a_second_one_and_not_the_total():
    assert ProtectedTable([[3], [20], [8]], is_whole=False).shown == [
        [FEWER], [20], [NOT_SHOWN], [31]]


def test_what_was_shown_of_a_month_stays_when_the_year_is_over():
    chance = random.Random(3)
    counts = [[chance.randrange(9) for _ in range(12)] for _ in range(6)]
    whole = ProtectedTable(counts, is_whole=True).shown
    for month in range(1, 12):
        part = ProtectedTable([line[:month] for line in counts], is_whole=False).shown
        assert part == [line[:month] for line in whole]
