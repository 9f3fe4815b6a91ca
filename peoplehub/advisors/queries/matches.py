"""Reading matches: as one of the two, or for the rules and the coordinators, who see no words."""
from collections.abc import Collection

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from peoplehub.advisors.models import ANOTHER, SupportMatch
from peoplehub.core import clock
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.locks import locked_row
from peoplehub.core.viewers import Viewer

WITH_BOTH = (joinedload(SupportMatch.person), joinedload(SupportMatch.advisor))
OPEN = SupportMatch.ended_at.is_(None)


def match_for(viewer: Viewer, match_id: int) -> SupportMatch:
    """A match of which the viewer is one of the two. Raises NotFound."""
    match = db.session.get(SupportMatch, match_id, options=list(WITH_BOTH))
    if match is None or viewer.id not in match.people_ids:
        raise NotFound()
    return match


def match_in(viewer: Viewer, conversation_id: int) -> SupportMatch | None:
    """The newest match of these two in their conversation, if there is one."""
    theirs = _of(viewer).where(SupportMatch.conversation_id == conversation_id)
    return db.session.scalar(theirs.order_by(SupportMatch.id.desc()).limit(1).options(*WITH_BOTH))


def match_of(request_id: int) -> SupportMatch | None:
    """What came of a request, without a viewer."""
    return db.session.scalar(select(SupportMatch).where(SupportMatch.request_id == request_id))


def support_of(viewer: Viewer) -> list[SupportMatch]:
    """The families of this advisor whose match has no ending yet, the oldest first."""
    theirs = select(SupportMatch).where(SupportMatch.advisor_id == viewer.id, OPEN)
    return list(db.session.scalars(theirs.order_by(SupportMatch.id).options(*WITH_BOTH)))


def matches_of(viewer: Viewer) -> list[SupportMatch]:
    """The matches of this family that have no ending yet, the newest first."""
    theirs = select(SupportMatch).where(SupportMatch.person_id == viewer.id, OPEN)
    return list(db.session.scalars(theirs.order_by(SupportMatch.id.desc()).options(*WITH_BOTH)))


def open_matches(advisor_ids: Collection[int] | None = None) -> list[SupportMatch]:
    """All that have no ending yet, or those of some advisors, without a viewer: the oldest first.
    For rules that act on them and for coordinators."""
    rows = select(SupportMatch).where(OPEN)
    if advisor_ids is not None:
        rows = rows.where(SupportMatch.advisor_id.in_(advisor_ids))
    return list(db.session.scalars(rows.order_by(SupportMatch.id).options(
        *WITH_BOTH, selectinload(SupportMatch.reviews))))


def without_ending() -> list[SupportMatch]:
    """Those of which a coordinator was told that nobody said how they end: the oldest first."""
    told = select(SupportMatch).where(OPEN, SupportMatch.told_at.is_not(None))
    return list(db.session.scalars(told.order_by(SupportMatch.told_at).options(*WITH_BOTH)))


def families_of(advisor_ids: Collection[int]) -> dict[int, int]:
    """How many families each of them supports now, by the advisor's number."""
    going_on = select(SupportMatch.advisor_id, func.count()).where(
        SupportMatch.advisor_id.in_(advisor_ids), OPEN, SupportMatch.ends_at > clock.now())
    rows = db.session.execute(going_on.group_by(SupportMatch.advisor_id))
    return {advisor_id: number for advisor_id, number in rows}


def former_advisors(person_id: int) -> set[int]:
    """With whom a match of this family ended because somebody else was wanted: they are not asked
    again by themselves."""
    former = select(SupportMatch.advisor_id).where(
        SupportMatch.person_id == person_id, SupportMatch.ending == ANOTHER)
    return set(db.session.scalars(former))


def locked_match(match_id: int) -> SupportMatch:
    """The match under its row's lock, as it is now. Only within an act. Raises NotFound."""
    return locked_row(SupportMatch, match_id, "reviews")


def _of(viewer: Viewer) -> Select:
    return select(SupportMatch).where(
        or_(SupportMatch.person_id == viewer.id, SupportMatch.advisor_id == viewer.id))
