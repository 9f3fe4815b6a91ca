"""Changing the rota, raising, taking and escalating alarms."""
from datetime import date, time

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting, jobs
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Invalid, require
from peoplehub.core.extensions import db
from peoplehub.rota import alarms, policy, queries, timetable
from peoplehub.rota.events import RotaChanged
from peoplehub.rota.models import Alarm, AlarmClock, Holiday, Shift, Swap

NOT_YOURS = "You cannot change this part of the rota. Please ask a safeguarding lead."
NO_SUCH_DAY = "This shift is not on that day."
TAKEN = "Somebody else has taken this day just now."


@act
def add_shift(moderator: User, person: User, day: date, begins: time, ends: time, *,
              weekly: bool = False) -> Shift:
    """Somebody of the team looks after the community on that day, or every week from it on."""
    require(policy.may_change(moderator, person.id) and person.is_moderator, NOT_YOURS)
    shift = save(Shift(user_id=person.id, day=day, begins=begins, ends=ends, weekly=weekly,
                       added_by_id=moderator.id))
    announce(RotaChanged(moderator.id, "shift"))
    return shift


@act
def end_shift(moderator: User, shift: Shift) -> Shift:
    """From today on it is no more; what was before stays as it was."""
    require(policy.may_change(moderator, shift.user_id), NOT_YOURS)
    shift.last_day = min(shift.last_day or date.max, _today() - timetable.DAY)
    if not shift.weekly:
        shift.weekly = True  # one that ended before it began
    announce(RotaChanged(moderator.id, "shift ended"))
    return shift


@act
def ask_swap(moderator: User, shift: Shift, day: date) -> Swap:
    """Ask the others to take one day of it. Asked twice, it is asked once. Raises Invalid."""
    require(policy.may_ask_swap(moderator, shift), NOT_YOURS)
    if day < _today() or not timetable.duties([shift], [], [], *timetable.times_of(shift, day)):
        raise Invalid(NO_SUCH_DAY, "day")
    known = db.session.query(Swap).filter_by(shift_id=shift.id, day=day).first()
    if known is None:
        known = save(Swap(shift_id=shift.id, day=day))
        announce(RotaChanged(moderator.id, "swap asked"))
    return known


@act
def take_swap(moderator: User, swap: Swap) -> Swap:
    require(policy.may_take_swap(moderator, swap), TAKEN)
    swap.taken_by_id = moderator.id
    announce(RotaChanged(moderator.id, "swap taken"))
    return swap


@act
def agree_swap(moderator: User, swap: Swap) -> Swap:
    """From now on that day is the other's."""
    require(policy.may_agree_swap(moderator, swap), NOT_YOURS)
    swap.agreed_at = clock.now()
    announce(RotaChanged(moderator.id, "swap agreed"))
    return swap


@act
def add_holiday(moderator: User, first_day: date, last_day: date) -> Holiday:
    """One's own: none of one's shifts takes place on these days. Raises Invalid."""
    require(policy.may_use(moderator), NOT_YOURS)
    if last_day < first_day:
        raise Invalid("The last day is before the first.", "last_day")
    holiday = save(Holiday(user_id=moderator.id, first_day=first_day, last_day=last_day))
    announce(RotaChanged(moderator.id, "holiday"))
    return holiday


@act
def remove_holiday(moderator: User, holiday_id: int) -> None:
    """A second time changes nothing."""
    holiday = db.session.get(Holiday, holiday_id, with_for_update=True, populate_existing=True)
    if holiday is None:
        return
    require(policy.may_change(moderator, holiday.user_id), NOT_YOURS)
    db.session.delete(holiday)
    announce(RotaChanged(moderator.id, "holiday"))


@act
def set_clock(lead: User, on_duty_minutes: int, out_of_hours_minutes: int) -> AlarmClock:
    """After how long an alarm that nobody takes is told to more people."""
    require(policy.may_lead(lead), NOT_YOURS)
    kept = db.session.get(AlarmClock, 1) or save(AlarmClock(id=1))
    kept.on_duty_minutes = on_duty_minutes
    kept.out_of_hours_minutes = out_of_hours_minutes
    announce(RotaChanged(lead.id, "clock"))
    return kept


@act
def raise_by_hand(moderator: User, kind: str) -> Alarm:
    """By somebody of the team: a test, or what no rule has seen."""
    require(policy.may_use(moderator), NOT_YOURS)
    return alarms.raise_alarm(kind, by_id=moderator.id)


@act
def take_alarm(moderator: User, alarm: Alarm) -> bool:
    """"I have it": nobody else is told any more. Whether it was this person who took it."""
    require(policy.may_see_alarm(moderator, alarm), NOT_YOURS)
    if alarm.taken_at is not None:
        return alarm.taken_by_id == moderator.id
    alarms.stop(alarm, moderator.id)
    return True


@jobs.every(minute="*")
def escalate_due() -> None:
    """Each minute: tell more people of what nobody has taken in time, or somebody has claimed and
    left. Each on its own."""
    jobs.each(escalate_alarm, queries.due_alarms())


@act
def escalate_alarm(alarm_id: int) -> None:
    """Unless somebody has just taken it, or another worker came first."""
    alarm = db.session.get(Alarm, alarm_id, with_for_update=True, populate_existing=True)
    if alarm is None or alarm.next_at is None or alarm.next_at > clock.now():
        return
    if alarm.taken_at is None:
        alarms.escalate(alarm)
    else:
        alarms.end_claim(alarm)


def _today() -> date:
    return formatting.local(clock.now()).date()
