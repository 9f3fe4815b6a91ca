"""Going away, being asked to stand in, and coming back. What a family chooses: `choices`."""
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete

from peoplehub.accounts.models import User
from peoplehub.advisors.events import AvailabilityChanged
from peoplehub.advisors.models import ACCEPTED, DECLINED, EXPIRED
from peoplehub.advisors.policy import may_advise
from peoplehub.advisors.queries import profile_of
from peoplehub.core import clock, formatting, jobs
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Forbidden, Invalid, NotFound, require
from peoplehub.core.extensions import db
from peoplehub.cover import cover_requests, families, policy, queries
from peoplehub.cover.events import AdvisorCameBack, AdvisorWentAway
from peoplehub.cover.models import PLANNED, AdvisorAbsence, CoverRequest

NOT_YOURS = "This is for peer advisors and those who look after them."
TOO_LATE = "This was settled just now. Thank you."
NO_ROOM = "You cannot stand in while you are full, away or without a valid training."
BACK_BEFORE = "The last day is before the first."
ARE_OVER = "These days are over."
TOO_LONG = "Please choose a day within five years."
LONGEST = timedelta(days=5 * 366)
KEPT_FOR = timedelta(days=365)  # of an absence that is over: who stood in for whom, no words


@dataclass(frozen=True)
class Away:
    """From when until when; None: the last day is not known yet. `cover_id`: whom to ask to stand
    in, None for nobody."""

    begins_on: date
    until: date | None = None
    kind: str = PLANNED
    cover_id: int | None = None


@act
def go_away(advisor: User, away: Away) -> AdvisorAbsence:
    """Say that one is away, or change what one said. Every family is told, and somebody is asked to
    stand in. Raises Invalid."""
    require(may_advise(advisor), NOT_YOURS)
    _require_days(away)
    known = queries.absence_of(advisor.id)
    absence = queries.absence_locked(known.id) if known else AdvisorAbsence(advisor_id=advisor.id)
    absence.kind, absence.begins_on, absence.until = away.kind, away.begins_on, away.until
    save(absence)
    _keep_profile(absence)
    announce(AdvisorWentAway(advisor.id, absence.id))
    cover_requests.hand_back(advisor)
    if known is None or away.cover_id != cover_requests.asked_id(absence):
        cover_requests.change_cover(absence, away.cover_id)
    families.tell(absence)
    return absence


@act
def come_back(person: User, absence_id: int) -> AdvisorAbsence:
    """The advisor is here again: covers see nothing any more. A second time changes nothing."""
    absence = queries.absence_locked(absence_id)
    require(policy.may_end_absence(person, absence), NOT_YOURS)
    _end(absence)
    return absence


@act
def write_note(advisor: User, family_id: int, text: str) -> None:
    """What the advisor would hand over about one family, who reads it before anybody else. Raises
    NotFound."""
    absence = queries.absence_of(advisor.id)
    mine = queries.families_of(queries.absence_locked(absence.id)) if absence else []
    family = next((one for one in mine if one.id == family_id and one.is_open), None)
    if family is None:
        raise NotFound()
    families.keep_note(family, text)


@act
def answer_cover(advisor: User, request_id: int, *, yes: bool) -> CoverRequest:
    """Say whether one stands in. A second time changes nothing. Raises Forbidden."""
    absence = queries.absence_locked(db.session.get_one(CoverRequest, request_id).absence_id)
    asked = next(one for one in absence.requests if one.id == request_id)
    if asked.advisor_id == advisor.id and asked.outcome == (ACCEPTED if yes else DECLINED):
        return asked
    require(policy.may_answer(advisor, asked), TOO_LATE)
    if yes and advisor.id not in {one.user.id for one in queries.can_cover(absence.advisor_id)}:
        raise Forbidden(NO_ROOM)
    cover_requests.answered(asked, ACCEPTED if yes else DECLINED)
    if yes:
        absence.cover_id = advisor.id
        families.tell(absence)
    else:
        cover_requests.tell_coordinators(absence)
    return asked


@act
def assign_cover(coordinator: User, advisor: User, absence_id: int) -> CoverRequest:
    """Ask somebody by hand to stand in. Raises Invalid."""
    absence = queries.absence_locked(absence_id)
    require(policy.may_assign(coordinator, absence), TOO_LATE)
    cover_requests.withdraw_requests(absence, but=advisor.id)
    return cover_requests.ask(absence, advisor, coordinator)


@jobs.every(minute="*/5")
def see_to_absences() -> None:
    """Every five minutes, each on its own: who is back, and who has not answered."""
    jobs.each(look_at_absence, [absence.id for absence in queries.going_on()])


@act
def look_at_absence(absence_id: int) -> None:
    absence = queries.absence_locked(absence_id)
    if not absence.is_open:
        return
    if absence.until is not None and absence.until < today():
        return _end(absence)
    asked = absence.open_request
    if asked is not None and asked.expires_at <= clock.now():
        cover_requests.answered(asked, EXPIRED)
        cover_requests.tell_coordinators(absence)
    families.tell(absence)
    families.end_finished(absence)


@jobs.every(hour="4", minute="40")
@act
def forget_old_absences() -> None:
    """Each night: those that ended more than a year ago."""
    db.session.execute(delete(AdvisorAbsence).where(
        AdvisorAbsence.ended_at < clock.now() - KEPT_FOR))


def follow_hours(event: AvailabilityChanged) -> None:
    """Listener: who says in their hours that they are away, is."""
    page, known = profile_of(event.advisor_id), queries.absence_of(event.advisor_id)
    if page is None or event.what != "hours":
        return
    until, said = page.away_until, known.until if known else None
    if until is not None and until >= today() and until != said:
        begins = min(known.begins_on if known else today(), until)
        cover_id = cover_requests.asked_id(known) if known else None
        go_away(page.author, Away(begins, until, known.kind if known else PLANNED, cover_id))
    elif until is None and known is not None and said is not None:
        come_back(page.author, known.id)


def today() -> date:
    return formatting.local(clock.now()).date()


def _require_days(away: Away) -> None:
    where = "until" if away.until is not None else "begins_on"
    last = away.until or away.begins_on
    if last < away.begins_on:
        raise Invalid(BACK_BEFORE, where)
    if last < today() and away.until is not None:
        raise Invalid(ARE_OVER, where)
    if last > today() + LONGEST:
        raise Invalid(TOO_LONG, where)


def _keep_profile(absence: AdvisorAbsence) -> None:
    """The directory reads these."""
    if page := profile_of(absence.advisor_id):
        page.away_from = absence.begins_on if absence.is_open else None
        page.away_until = absence.until if absence.is_open else None
        page.free_until = None if absence.has_begun else page.free_until
        db.session.flush()


def _end(absence: AdvisorAbsence) -> None:
    if not absence.is_open:
        return
    absence.ended_at = clock.now()
    cover_requests.withdraw_requests(absence)
    _keep_profile(absence)
    families.end_all(absence)
    cover_requests.forget_letters(absence)
    announce(AdvisorCameBack(absence.advisor_id, absence.id))
