"""Reading the rota: who is on, when somebody looks next, which alarms wait."""
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from peoplehub.accounts.models import SAFEGUARDING, STAFF_ROLES, User
from peoplehub.core import clock, formatting, mail
from peoplehub.core.errors import NotFound, found, require
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.moderation import queries as moderation
from peoplehub.moderation.models import Case
from peoplehub.rota import policy, timetable
from peoplehub.rota.models import Alarm, AlarmClock, Holiday, Shift, Swap
from peoplehub.rota.timetable import Duty

Row = TypeVar("Row", Shift, Swap, Holiday, Alarm)
AHEAD = timedelta(days=14)
SHOWN = 30  # alarms on a page
NOT_YOURS = "The rota is for the team."
UNKNOWN = "We do not know yet when the team looks next."


@dataclass(frozen=True)
class TeamHours:
    """Whether somebody of the team is on duty now, until when, or from when."""

    is_on: bool
    until: datetime | None = None
    next_at: datetime | None = None

    @property
    def sentence(self) -> str:
        if self.is_on and self.until:
            return f"The team is here until {spoken(self.until)}."
        if self.next_at:
            return f"Nobody of the team is here just now. Somebody looks next {self.next_words}."
        return "Nobody of the team is here just now, and we do not know yet when somebody looks."

    @property
    def next_look(self) -> str:
        """When somebody looks at what waits."""
        if self.is_on and self.until:
            return self.sentence
        return f"The team looks next {self.next_words}." if self.next_at else UNKNOWN

    @property
    def next_words(self) -> str:
        """at 6pm; tomorrow at 6pm"""
        return formatting.coming(self.next_at) if self.next_at else ""


def team_hours() -> TeamHours | None:
    """As the rota says at this moment; None where there is no rota yet, so nothing is promised."""
    if db.session.scalar(select(Shift.id).limit(1)) is None:
        return None
    now = clock.now()
    known = duties_between(now, now + AHEAD)
    if until := timetable.cover_until(known, now):
        return TeamHours(True, until=until)
    return TeamHours(False, next_at=known[0].begins if known else None)


def spoken(moment: datetime) -> str:
    """10pm; tomorrow at 6pm; on Friday at 6pm; on 4 December 2026 at 6pm"""
    at, today = formatting.local(moment), formatting.local(clock.now()).date()
    hour = formatting.time_of_day(moment).replace(":00", "")
    days = (at.date() - today).days
    if days == 0:
        return hour
    if days == 1:
        return f"tomorrow at {hour}"
    return f"on {at:%A} at {hour}" if days < 7 else f"on {formatting.day(moment)} at {hour}"


def duties_between(start: datetime, end: datetime) -> list[Duty]:
    """Of those who may moderate at this moment, by their beginning, without what falls into a break
    that somebody takes."""
    first = formatting.local(start).date() - timedelta(days=1)
    shifts = select(Shift).where(or_(Shift.weekly, Shift.day >= first)).where(
        or_(Shift.last_day.is_(None), Shift.last_day >= first))
    swaps = select(Swap).where(Swap.day >= first, Swap.agreed_at.is_not(None))
    holidays = select(Holiday).where(Holiday.last_day >= first)
    known = timetable.duties(db.session.scalars(shifts).all(), db.session.scalars(swaps).all(),
                             db.session.scalars(holidays).all(), start, end)
    fit, away = {one.id for one in team()}, moderation.resting()
    done = [duty for duty in known if duty.person_id in fit]
    rested = [timetable.after_rest(duty, away.get(duty.person_id)) for duty in done]
    return sorted((duty for duty in rested if duty and duty.begins < end),
                  key=lambda duty: (duty.begins, duty.shift_id))


def on_duty() -> list[User]:
    now = clock.now()
    ids = {duty.person_id for duty in duties_between(now, now + timedelta(seconds=1))}
    return [one for one in team() if one.id in ids]


def team(role: str = "") -> list[User]:
    """Everyone who may moderate now, or those of that role."""
    roles = (role,) if role else STAFF_ROLES
    people = db.session.scalars(select(User).where(User.role.in_(roles)).order_by(User.pen_name))
    return [one for one in people if one.is_moderator and not one.is_suspended]


def team_without_training(role: str = "") -> list[User]:
    """Those whose training has run out: woken by an alarm where nobody else is left."""
    roles = (role,) if role else STAFF_ROLES
    people = db.session.scalars(select(User).where(User.role.in_(roles)).order_by(User.pen_name))
    return [one for one in people if one.needs_training and not one.is_suspended]


def leads() -> list[User]:
    return team(SAFEGUARDING)


def coming_for(viewer: Viewer) -> list[tuple[Duty, User]]:
    """The duties of the next two weeks, with who does them."""
    require(policy.may_use(viewer), NOT_YOURS)
    people = {one.id: one for one in team()}
    now = clock.now()
    return [(duty, people[duty.person_id]) for duty in duties_between(now, now + AHEAD)]


def shifts_for(viewer: Viewer) -> list[Shift]:
    """The shifts that the viewer may change."""
    today = formatting.local(clock.now()).date()
    mine = select(Shift).options(joinedload(Shift.user)).where(
        or_(Shift.weekly, Shift.day >= today)).where(
        or_(Shift.last_day.is_(None), Shift.last_day >= today)).order_by(Shift.day, Shift.begins)
    return [one for one in db.session.scalars(mine) if policy.may_change(viewer, one.user_id)]


def swaps_for(viewer: Viewer) -> list[Swap]:
    """Those that wait to be taken or agreed."""
    require(policy.may_use(viewer), NOT_YOURS)
    today = formatting.local(clock.now()).date()
    open_ones = select(Swap).where(Swap.day >= today, Swap.agreed_at.is_(None))
    return list(db.session.scalars(open_ones.order_by(Swap.day)))


def holidays_for(viewer: Viewer) -> list[Holiday]:
    today: date = formatting.local(clock.now()).date()
    coming = select(Holiday).where(Holiday.last_day >= today).order_by(Holiday.first_day)
    return [one for one in db.session.scalars(coming) if policy.may_change(viewer, one.user_id)]


def shift_for(viewer: Viewer, shift_id: int) -> Shift:
    return _for(viewer, Shift, shift_id)


def swap_for(viewer: Viewer, swap_id: int) -> Swap:
    return _for(viewer, Swap, swap_id)


def holiday_for(viewer: Viewer, holiday_id: int) -> Holiday:
    return _for(viewer, Holiday, holiday_id)


def alarms_for(viewer: Viewer) -> list[Alarm]:
    """Those that nobody has taken first, then the newest."""
    alarms = select(Alarm).options(joinedload(Alarm.taken_by))
    newest = alarms.order_by(Alarm.taken_at.is_not(None), Alarm.id.desc()).limit(SHOWN)
    return [one for one in db.session.scalars(newest) if policy.may_see_alarm(viewer, one)]


def waiting_alarms(viewer: Viewer) -> int:
    open_ones = db.session.scalars(select(Alarm).where(Alarm.taken_at.is_(None)))
    return sum(policy.may_see_alarm(viewer, one) for one in open_ones)


def alarm_for(viewer: Viewer, alarm_id: int) -> Alarm:
    """Raises NotFound where it is missing, or about what the viewer wrote."""
    alarm = _for(viewer, Alarm, alarm_id)
    if not policy.may_see_alarm(viewer, alarm):
        raise NotFound()
    return alarm


def late_emails() -> dict[int, int]:
    """Of alarms, how many of their emails the mail server has not taken though it was time."""
    return {int(about.removeprefix("alarm ")): number
            for about, number in mail.late("alarm ").items()}


def due_alarms() -> list[int]:
    """The numbers of those that must be told to more people by now, and of those whose claim has
    run out."""
    waiting = select(Alarm.id).where(Alarm.next_at <= clock.now())
    return list(db.session.scalars(waiting.order_by(Alarm.id)))


def open_case(kind: str, piece_id: int | None) -> Case | None:
    """The case about a piece that is not settled."""
    return db.session.scalar(select(Case).where(
        Case.kind == kind, Case.piece_id == piece_id, Case.settled_at.is_(None)))


def alarm_clock() -> AlarmClock:
    """As the team has set it, or the usual one."""
    return db.session.get(AlarmClock, 1) or AlarmClock(
        id=1, on_duty_minutes=15, out_of_hours_minutes=60)


def _for(viewer: Viewer, model: type[Row], row_id: int) -> Row:
    if not policy.may_use(viewer):
        raise NotFound()
    return found(db.session.get(model, row_id))
