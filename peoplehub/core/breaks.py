"""When a break is offered to somebody who reads or hears hard things for others: after so many of
them within so many days, counted anew from the end of the last break."""
from dataclasses import dataclass
from datetime import datetime, timedelta

from peoplehub.core import clock


@dataclass(frozen=True)
class BreakRule:
    """`most`: how many hard things; 0: no break is offered."""

    most: int
    within_days: int

    def counted_from(self, last_break_ended: datetime | None) -> datetime:
        start = clock.now() - timedelta(days=self.within_days)
        return max(start, last_break_ended) if last_break_ended else start

    def is_due(self, number: int) -> bool:
        return bool(self.most) and number >= self.most
