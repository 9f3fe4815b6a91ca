"""Reading who is away, and who is asked to stand in."""
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from peoplehub.accounts import queries as people
from peoplehub.accounts.models import User
from peoplehub.advisors.policy import may_advise, may_coordinate
from peoplehub.advisors.queries import Listed, known_profiles, listed
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.locks import locked_row
from peoplehub.core.viewers import Viewer
from peoplehub.cover.models import AdvisorAbsence, CoverRequest


def absence_of(person_id: int | None) -> AdvisorAbsence | None:
    """The one that has not ended, also one that begins later."""
    mine = select(AdvisorAbsence).where(
        AdvisorAbsence.advisor_id == person_id, AdvisorAbsence.ended_at.is_(None))
    return db.session.scalar(mine)


def absence_locked(absence_id: int) -> AdvisorAbsence:
    """Under its row's lock, as it is now. Only within an act. Raises NotFound."""
    return locked_row(AdvisorAbsence, absence_id, "requests")


def absences_for(viewer: Viewer) -> list[AdvisorAbsence]:
    """All that have not ended, for a coordinator. Raises NotFound."""
    if not may_coordinate(viewer):
        raise NotFound()
    return going_on()


def going_on() -> list[AdvisorAbsence]:
    open_ones = select(AdvisorAbsence).where(AdvisorAbsence.ended_at.is_(None))
    return list(db.session.scalars(open_ones.order_by(AdvisorAbsence.begins_on, AdvisorAbsence.id)
                                   .options(joinedload(AdvisorAbsence.advisor))))


def covered_by(person_id: int) -> list[AdvisorAbsence]:
    """Absences in which this advisor stands in."""
    theirs = select(AdvisorAbsence).where(
        AdvisorAbsence.cover_id == person_id, AdvisorAbsence.ended_at.is_(None))
    return list(db.session.scalars(theirs.order_by(AdvisorAbsence.id).options(
        joinedload(AdvisorAbsence.advisor))))


def can_cover(advisor_id: int, kept_away: Collection[int] = ()) -> list[Listed]:
    """Who can be asked to stand in: offered now, with room and a valid training, and not about to
    go away themselves."""
    away = {one.advisor_id for one in going_on()}
    left_out = away | people.blocked_ids(db.session.get_one(User, advisor_id)) | {
        advisor_id, *kept_away}
    return [one for one in listed(known_profiles(), {})
            if one.presence.is_offered and one.user.id not in left_out]


def cover_requests_to(viewer: Viewer) -> list[CoverRequest]:
    """Open ones, the oldest first."""
    mine = select(CoverRequest).join(AdvisorAbsence).where(
        CoverRequest.advisor_id == viewer.id, CoverRequest.answered_at.is_(None),
        AdvisorAbsence.ended_at.is_(None))
    return list(db.session.scalars(mine.order_by(CoverRequest.id).options(
        joinedload(CoverRequest.absence).joinedload(AdvisorAbsence.advisor))))


def cover_request_for(viewer: Viewer, request_id: int) -> CoverRequest:
    """Raises NotFound."""
    asked = db.session.get(CoverRequest, request_id)
    if asked is None or asked.advisor_id != viewer.id or not may_advise(viewer):
        raise NotFound()
    return asked
