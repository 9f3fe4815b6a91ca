"""Permissions on advisors and on requests for one. Predicates only: nothing here changes anything.
"""
from peoplehub.accounts.policy import may_write
from peoplehub.advisors.models import AdvisorRequest, RequestOffer
from peoplehub.core.viewers import Viewer


def may_ask(viewer: Viewer) -> bool:
    """Families and budget holders, in their first minute too. Professionals cannot ask."""
    return may_write(viewer) and not viewer.works_in_care


def may_advise(viewer: Viewer) -> bool:
    """Have a profile and answer requests."""
    return may_write(viewer) and viewer.is_advisor and not viewer.works_in_care


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


def may_end(viewer: Viewer, request: AdvisorRequest) -> bool:
    """Either of the two."""
    if not request.is_going_on or viewer.id is None:
        return False
    return viewer.id in (request.user_id, request.accepted_by_id)


def may_assign(viewer: Viewer, request: AdvisorRequest) -> bool:
    return may_coordinate(viewer) and request.is_open and request.user_id != viewer.id


def may_record_training(viewer: Viewer, person_id: int) -> bool:
    """Of others: nobody signs for themselves."""
    return may_coordinate(viewer) and viewer.id != person_id
