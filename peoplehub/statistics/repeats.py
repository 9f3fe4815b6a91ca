"""Which reports are about somebody who was reported before, about another piece, not long ago."""
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Row

AGAIN_WITHIN = timedelta(days=90)
AFTER_STEP, AFTER_REPORT = "after-step", "after-report"
STEPS_TAKEN = ("hidden", "acted", "nudged")  # outcomes of a report
WORDS = {
    AFTER_STEP: "After we had done something about an earlier report",
    AFTER_REPORT: "After an earlier report that we left, or had not decided",
}


def repeats(reports: Iterable[Row], start: datetime) -> list[tuple[str, datetime]]:
    """The kind and the moment of each of them from `start` on. `reports`, the oldest first, begin
    AGAIN_WITHIN before it: rows of reported_id, kind, piece_id, reported_at, outcome, settled_at.
    """
    before: dict[int, list[Row]] = defaultdict(list)
    found = []
    for report in reports:
        earlier = [one for one in before[report.reported_id] if _is_earlier(one, report)]
        if earlier and report.reported_at >= start:
            kind = AFTER_STEP if any(_led_to_step(one, report) for one in earlier) else AFTER_REPORT
            found.append((kind, report.reported_at))
        before[report.reported_id].append(report)
    return found


def _is_earlier(one: Row, report: Row) -> bool:
    """About another piece, and not too long ago."""
    is_same = (one.kind, one.piece_id) == (report.kind, report.piece_id)
    return not is_same and report.reported_at - one.reported_at <= AGAIN_WITHIN


def _led_to_step(one: Row, report: Row) -> bool:
    return (one.outcome in STEPS_TAKEN and one.settled_at is not None
            and one.settled_at <= report.reported_at)
