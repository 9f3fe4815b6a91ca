"""Which backups stay: the newest of each of the last days and weeks, so that what is deleted for
good is in none of them after a month."""
from collections.abc import Iterable
from datetime import datetime, timedelta

DAYS, WEEKS, LONGEST = 7, 4, timedelta(days=28)


def kept(made: Iterable[datetime]) -> set[datetime]:
    """Of these times those whose backups stay."""
    newest_first = sorted(made, reverse=True)
    periods = (DAYS, lambda at: at.date()), (WEEKS, lambda at: at.isocalendar()[:2])
    stay: set[datetime] = set()
    for most, period in periods:
        first: dict = {}
        for at in newest_first:
            first.setdefault(period(at), at)
        stay |= {*list(first.values())[:most]}
    return {at for at in stay if at >= newest_first[0] - LONGEST}
