"""Years and months of the site's zone, London, as moments."""
from datetime import UTC, datetime

from peoplehub.core import clock
from peoplehub.core.formatting import LONDON, local

NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
         "October", "November", "December")


def begins(year: int, month: int) -> datetime:
    """When a month begins in London. Month 13 is the first of the year after."""
    years, month = divmod(month - 1, 12)
    return datetime(year + years, month + 1, 1, tzinfo=LONDON).astimezone(UTC)


def month_of(moment: datetime) -> int:
    """0 for January in London."""
    return local(moment).month - 1


def months_over(year: int) -> int:
    """How many months of a year are over: 12 of a past one, 0 of one to come."""
    today = local(clock.now())
    return 12 if year < today.year else today.month - 1 if year == today.year else 0
