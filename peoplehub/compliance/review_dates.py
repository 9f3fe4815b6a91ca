"""When something of the register is looked at again: within a year, with a reminder a month before.
"""
from calendar import monthrange
from datetime import date

from peoplehub.core import clock, formatting

REVIEWED_AFTER, REMINDED_AFTER = 12, 11  # months


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def today() -> date:
    """The day it is in London."""
    return formatting.local(clock.now()).date()


class Reviewed:
    """A mixin of rows that are looked at again within a year of `dated_on`."""

    @property
    def dated_on(self) -> date | None:
        raise NotImplementedError(self)

    @property
    def review_on(self) -> date | None:
        """The day by which it is looked at again."""
        return months_after(self.dated_on, REVIEWED_AFTER) if self.dated_on else None

    @property
    def is_due(self) -> bool:
        """Whether its review is near enough to be reminded of."""
        return bool(self.dated_on and today() >= months_after(self.dated_on, REMINDED_AFTER))

    @property
    def is_late(self) -> bool:
        return bool(self.review_on and today() > self.review_on)
