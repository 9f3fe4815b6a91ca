"""How long something took, in words."""
from datetime import timedelta

from peoplehub.core.formatting import count

HOUR, DAY = 60, 24 * 60  # in minutes


def duration(took: timedelta | None) -> str:
    """5 minutes, 3 hours, 2 days: rounded up, so that it is never said to be quicker than it was.
    "not shown" of none."""
    if took is None:
        return "not shown"
    minutes = -(-int(took.total_seconds()) // 60)
    if minutes < 2 * HOUR:
        return count(minutes, "minute")
    if minutes < 2 * DAY:
        return count(-(-minutes // HOUR), "hour")
    return count(-(-minutes // DAY), "day")
