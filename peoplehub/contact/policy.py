"""Permissions on enquiries. Predicates only: nothing here changes anything."""
from peoplehub.contact.models import Enquiry
from peoplehub.core.viewers import Viewer


def may_read_queue(viewer: Viewer) -> bool:
    """The team, for as long as they are the team."""
    return viewer.is_moderator and not viewer.is_suspended


def may_read_complaints(viewer: Viewer) -> bool:
    """A complaint may be about a moderator, so moderators do not read any."""
    return may_read_queue(viewer) and (viewer.is_safeguarding or viewer.is_admin)


def may_read_handed_over(viewer: Viewer) -> bool:
    """What was handed over to the safeguarding leads, nobody else of the team reads any more."""
    return may_read_queue(viewer) and viewer.is_safeguarding


def may_read(viewer: Viewer, enquiry: Enquiry) -> bool:
    if enquiry.handed_over_at is not None:
        return may_read_handed_over(viewer)
    if enquiry.is_complaint:
        return may_read_complaints(viewer)
    return may_read_queue(viewer)


def may_answer(viewer: Viewer, enquiry: Enquiry) -> bool:
    """Nobody decides on what they wrote themselves."""
    if not may_read(viewer, enquiry):
        return False
    return enquiry.person_id != viewer.id
