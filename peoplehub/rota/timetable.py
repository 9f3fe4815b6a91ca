"""When shifts take place: pure functions of the rota, in London's time with its summer time."""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from peoplehub.core.formatting import LONDON, local
from peoplehub.rota.models import Holiday, Shift, Swap

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Duty:
    """One shift on one day. `person_id` does it; `owner_id` is whose shift it is."""

    shift_id: int
    day: date
    owner_id: int
    person_id: int
    begins: datetime
    ends: datetime


def duties(shifts: Iterable[Shift], swaps: Iterable[Swap], holidays: Iterable[Holiday],
           start: datetime, end: datetime) -> list[Duty]:
    """Those that overlap [start, end), by their beginning. Whoever is on holiday does none."""
    agreed = {(one.shift_id, one.day): one.taken_by_id for one in swaps if one.agreed_at}
    away = list(holidays)
    found = []
    for shift in shifts:
        for day in _days_of(shift, local(start).date() - DAY, local(end).date()):
            begins, ends = times_of(shift, day)
            who = agreed.get((shift.id, day)) or shift.user_id
            if begins < end and ends > start and not _is_away(who, day, away):
                found.append(Duty(shift.id, day, shift.user_id, who, begins, ends))
    return sorted(found, key=lambda duty: (duty.begins, duty.shift_id))


def after_rest(duty: Duty, until: datetime | None) -> Duty | None:
    """What is left of it for somebody who rests until then; None where nothing is."""
    if until is None or duty.begins >= until:
        return duty
    return replace(duty, begins=until) if duty.ends > until else None


def times_of(shift: Shift, day: date) -> tuple[datetime, datetime]:
    """Beginning and end in UTC of that shift on that day."""
    last = day if shift.ends > shift.begins else day + DAY
    return _at(day, shift.begins), _at(last, shift.ends)


def cover_until(known: Iterable[Duty], now: datetime) -> datetime | None:
    """Until when somebody is there without a gap; None when nobody is now."""
    until = None
    for duty in sorted(known, key=lambda one: one.begins):
        if duty.begins <= (until or now) < duty.ends:
            until = duty.ends
    return until


def _days_of(shift: Shift, first: date, last: date) -> Iterator[date]:
    day = shift.day
    if not shift.weekly:
        if first <= day <= last:
            yield day
        return
    if day < first:
        day += timedelta(days=-(-(first - day).days // 7) * 7)
    while day <= min(last, shift.last_day or last):
        yield day
        day += timedelta(days=7)


def _is_away(person_id: int, day: date, holidays: list[Holiday]) -> bool:
    return any(one.user_id == person_id and one.first_day <= day <= one.last_day
               for one in holidays)


def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, LONDON).astimezone(UTC)
