"""The rows that the figures of a year are counted from: columns only, one statement each."""
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, select
from sqlalchemy.orm import InstrumentedAttribute

from peoplehub.core.extensions import db
from peoplehub.moderation.models import HANDED_OVER, Appeal, Decision, Report
from peoplehub.rota import timetable
from peoplehub.rota.models import TEST, Alarm, Holiday, Shift, Swap
from peoplehub.rota.timetable import Duty
from peoplehub.statistics.months import begins
from peoplehub.statistics.repeats import AGAIN_WITHIN, repeats


@dataclass(frozen=True)
class YearEvents:
    """What happened in a year, as rows: `reports` (reason, reported_at), `repeated` (the kind and
    the moment of each that is about somebody reported before), `settled` (reported_at,
    settled_at), `appeals` (outcome, decided_at), `held` (moderator_id, at), `alarms` (kind,
    raised_at, taken_at), and the `duties` of the rota; None where there was no rota."""

    reports: Sequence[Row]
    repeated: list[tuple[str, datetime]]
    settled: Sequence[Row]
    appeals: Sequence[Row]
    held: Sequence[Row]
    alarms: Sequence[Row]
    duties: list[Duty] | None


def events_of(year: int) -> YearEvents:
    """Everything the figures of that year in London are made of."""
    span = begins(year, 1), begins(year, 13)
    return YearEvents(
        reports=_rows(span, Report.reported_at, Report.reason, Report.reported_at),
        repeated=_repeated(*span),
        settled=_rows(span, Report.settled_at, Report.reported_at, Report.settled_at),
        appeals=_rows(span, Appeal.decided_at, Appeal.outcome, Appeal.decided_at),
        held=_rows(span, Decision.at, Decision.moderator_id, Decision.at, verb="held"),
        alarms=[row for row in _rows(span, Alarm.raised_at, Alarm.kind, Alarm.raised_at,
                                     Alarm.taken_at) if row.kind != TEST],
        duties=_duties(*span))


def _repeated(start: datetime, end: datetime) -> list[tuple[str, datetime]]:
    asked = select(Report.reported_id, Report.kind, Report.piece_id, Report.reported_at,
                   Report.outcome, Report.settled_at).where(
        Report.reported_id.is_not(None), Report.outcome.is_distinct_from(HANDED_OVER),
        Report.reported_at >= start - AGAIN_WITHIN,
        Report.reported_at < end)
    return repeats(db.session.execute(asked.order_by(Report.reported_at, Report.id)), start)


class Cover:
    """When somebody was on duty, as spans that do not touch, found by bisection."""

    def __init__(self, duties: Iterable[Duty]):
        self._begins: list[datetime] = []
        self._ends: list[datetime] = []
        for duty in sorted(duties, key=lambda one: one.begins):
            if self._ends and duty.begins <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], duty.ends)
            else:
                self._begins.append(duty.begins)
                self._ends.append(duty.ends)

    def __contains__(self, moment: datetime) -> bool:
        place = bisect_right(self._begins, moment) - 1
        return place >= 0 and moment < self._ends[place]


def _rows(span: tuple[datetime, datetime], when: InstrumentedAttribute,
          *columns: InstrumentedAttribute, **equal: str) -> Sequence[Row]:
    start, end = span
    asked = select(*columns).where(when >= start, when < end).filter_by(**equal)
    return db.session.execute(asked).all()


def _duties(start: datetime, end: datetime) -> list[Duty] | None:
    """Also of those who have left the team since."""
    shifts = db.session.scalars(select(Shift)).all()
    if not shifts:
        return None
    swaps, holidays = db.session.scalars(select(Swap)), db.session.scalars(select(Holiday))
    return timetable.duties(shifts, swaps, holidays, start, end)
