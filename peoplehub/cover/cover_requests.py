"""How somebody is asked to stand in, and how the coordinators hear that nobody does. All of it runs
within an act that holds the lock of the absence."""
from datetime import timedelta

from peoplehub.accounts import queries as people
from peoplehub.accounts.models import ADMIN, COORDINATOR, User
from peoplehub.advisors.models import DECLINED, WITHDRAWN
from peoplehub.advisors.queries import settings
from peoplehub.core import clock, mail
from peoplehub.core.acts import announce, save
from peoplehub.core.errors import Invalid
from peoplehub.core.extensions import db
from peoplehub.cover import families, queries
from peoplehub.cover.events import CoverAnswered, CoverAsked, CoverNeeded
from peoplehub.cover.models import AdvisorAbsence, CoverRequest
from peoplehub.push import outbox

ASKED = "PeopleHub: an advisor asks you to stand in"
NEEDED = "PeopleHub: an advisor is away and nobody stands in"
NOT_THEM = "This advisor cannot stand in just now. Please choose another, or nobody."


def asked_id(absence: AdvisorAbsence) -> int | None:
    """Who stands in, or is asked to."""
    asked = absence.open_request
    return absence.cover_id or (asked.advisor_id if asked else None)


def change_cover(absence: AdvisorAbsence, cover_id: int | None) -> None:
    """The advisor who is away names another, or nobody. Raises Invalid."""
    withdraw_requests(absence)
    if absence.cover_id is not None:
        families.end_covers(absence)
        absence.cover_id = None
    if cover_id is None:
        return tell_coordinators(absence)
    if (cover := people.person(cover_id)) is None:
        raise Invalid(NOT_THEM, "cover")
    ask(absence, cover, None)


def ask(absence: AdvisorAbsence, advisor: User, coordinator: User | None) -> CoverRequest:
    """Again, where they were asked before. Raises Invalid."""
    if advisor.id not in {one.user.id for one in queries.can_cover(absence.advisor_id)}:
        raise Invalid(NOT_THEM, "advisor" if coordinator else "cover")
    known = next((one for one in absence.requests if one.advisor_id == advisor.id), None)
    asked = known or CoverRequest(absence_id=absence.id, advisor_id=advisor.id)
    hours = timedelta(hours=settings().offer_hours)
    asked.asked_at, asked.expires_at = clock.now(), clock.now() + hours
    asked.answered_at, asked.outcome = None, None
    asked.assigned_by_id = coordinator.id if coordinator else None
    save(asked)
    db.session.expire(absence, ["requests"])
    _write_to(absence, [advisor], ASKED, "cover-asked", "/advising")
    announce(CoverAsked(absence.id, advisor.id, asked.assigned_by_id))
    return asked


def answered(asked: CoverRequest, outcome: str) -> None:
    asked.answered_at, asked.outcome = clock.now(), outcome
    announce(CoverAnswered(asked.absence_id, asked.advisor_id, outcome))


def withdraw_requests(absence: AdvisorAbsence, but: int | None = None) -> None:
    for one in absence.requests:
        if one.is_open and one.advisor_id != but:
            answered(one, WITHDRAWN)


def hand_back(advisor: User) -> None:
    """Who goes away stands in for nobody any more, and is asked by nobody."""
    for one in queries.covered_by(advisor.id):
        absence = queries.absence_locked(one.id)
        families.end_covers(absence)
        absence.cover_id = None
        tell_coordinators(absence)
    for asked in queries.cover_requests_to(advisor):
        answered(asked, DECLINED)
        tell_coordinators(asked.absence)


def tell_coordinators(absence: AdvisorAbsence) -> None:
    """That nobody stands in; by email where there is a family to see to."""
    absence.told_at = clock.now()
    announce(CoverNeeded(absence.id))
    if queries.helped_by(absence.advisor_id):
        team = people.people_with_role(COORDINATOR) or people.people_with_role(ADMIN)
        _write_to(absence, team, NEEDED, "cover-needed", "/advising/supervision")


def forget_letters(absence: AdvisorAbsence) -> None:
    """What was not sent yet is not needed any more."""
    mail.withdraw([_about(absence)])
    outbox.withdraw(_about(absence))


def _write_to(absence: AdvisorAbsence, those: list[User], subject: str, purpose: str,
              path: str) -> None:
    about = _about(absence)
    mail.write_to_all([(one.email, about) for one in those], subject, purpose, wait=timedelta())
    outbox.queue_push([one.id for one in those], "advisor", path, about)


def _about(absence: AdvisorAbsence) -> str:
    return f"absence {absence.id}"
