"""Percentiles, computed here and not by the database, so that each kind gives the same."""
from collections.abc import Iterable
from datetime import timedelta
from math import ceil

MEDIAN, MOST = 50, 95
FEWEST = 5  # of fewer, a percentile would tell of one of them


def percentile(times: Iterable[timedelta], rank: int) -> timedelta | None:
    """By nearest rank: the shortest of the times that at least `rank` in a hundred do not exceed.
    None of fewer than five."""
    known = sorted(times)
    if len(known) < FEWEST:
        return None
    return known[max(ceil(rank * len(known) / 100), 1) - 1]
