"""Permissions on advisors and on requests for one. Predicates only: nothing here changes anything.
"""
from peoplehub.accounts.policy import may_write
from peoplehub.advisors.models import (
    ANOTHER,
    CARRY_ON,
    CHANGE,
    CHECK_IN,
    ENDING,
    ENDING_BEFORE,
    FINISH,
    RENEW,
    AdvisorRequest,
    RequestOffer,
    SupportMatch,
    SupportReview,
)
from peoplehub.advisors.outcomes import AFTER, AFTER_WITHIN, BEFORE, BEFORE_WITHIN
from peoplehub.core import clock
from peoplehub.core.viewers import Viewer

ANSWERS = {CHECK_IN: (CARRY_ON, CHANGE, ANOTHER, FINISH), ENDING: (RENEW, ANOTHER, FINISH)}


def may_ask(viewer: Viewer) -> bool:
    """Families and budget holders, in their first minute too. Professionals cannot ask."""
    return may_write(viewer) and not viewer.works_in_care


def may_advise(viewer: Viewer) -> bool:
    """Have a profile and answer requests."""
    return may_write(viewer) and viewer.is_advisor and not viewer.works_in_care


def may_agree(viewer: Viewer) -> bool:
    """To the boundaries: families, budget holders and advisors."""
    return may_ask(viewer)


def may_coordinate(viewer: Viewer) -> bool:
    """Look after the advisors. Nobody sees the words of a request by this."""
    return may_write(viewer) and (viewer.is_coordinator or viewer.is_admin)


def may_see(viewer: Viewer, request: AdvisorRequest) -> bool:
    return viewer.id is not None and request.user_id == viewer.id


def may_cancel(viewer: Viewer, request: AdvisorRequest) -> bool:
    return may_see(viewer, request) and request.is_open


def may_open(viewer: Viewer, request: AdvisorRequest) -> bool:
    """Ask whoever is free first, instead of waiting for the one they chose."""
    return may_cancel(viewer, request) and request.chosen_id is not None


def may_answer(viewer: Viewer, offer: RequestOffer) -> bool:
    if not may_advise(viewer) or offer.advisor_id != viewer.id:
        return False
    return offer.is_open and offer.request.is_open


def may_end(viewer: Viewer, match: SupportMatch | None) -> bool:
    """Either of the two."""
    return match is not None and match.is_open and viewer.id in match.people_ids


def may_end_for_them(viewer: Viewer, match: SupportMatch) -> bool:
    """Once the coordinators were told that nobody has said how it ends. Not one's own."""
    if not may_coordinate(viewer) or viewer.id in match.people_ids:
        return False
    return match.is_open and match.told_at is not None


def may_review(viewer: Viewer, match: SupportMatch) -> bool:
    """Answer how it goes: either of the two, and never somebody who works in care."""
    return may_end(viewer, match) and may_write(viewer) and not viewer.works_in_care


def open_review(match: SupportMatch, person_id: int | None) -> SupportReview | None:
    """What this person is asked now, answered or not: the end comes before the check-in."""
    return match.review_of(person_id, ENDING) or match.review_of(person_id, CHECK_IN)


def answers_of(match: SupportMatch, person_id: int | None) -> tuple[str, ...]:
    """What this person can say now."""
    review = open_review(match, person_id)
    return ANSWERS[review.stage] if review else (ANOTHER, FINISH)


def may_see_rating(viewer: Viewer, match: SupportMatch) -> bool:
    """Of how things were: only the family, never the advisor."""
    return viewer.id is not None and viewer.id == match.person_id


def rating_asked(viewer: Viewer, match: SupportMatch) -> str | None:
    """Whether the family may say how things are BEFORE, or AFTER, just now."""
    if not may_see_rating(viewer, match) or not may_ask(viewer):
        return None
    now = clock.now()
    if match.ended_at is not None:
        return AFTER if now < match.ended_at + AFTER_WITHIN else None
    if now < match.began_at + BEFORE_WITHIN:
        return BEFORE
    return AFTER if now >= match.ends_at - ENDING_BEFORE else None


def may_assign(viewer: Viewer, request: AdvisorRequest) -> bool:
    return may_coordinate(viewer) and request.is_open and request.user_id != viewer.id


def may_record_training(viewer: Viewer, person_id: int) -> bool:
    """Of others: nobody signs for themselves."""
    return may_coordinate(viewer) and viewer.id != person_id
