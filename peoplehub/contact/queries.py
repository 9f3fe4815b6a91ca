"""Queries of the team's queue of enquiries."""
from sqlalchemy import ColumnElement, case, select, true
from sqlalchemy.orm import joinedload

from peoplehub.contact import policy
from peoplehub.contact.models import COMPLAINT, Enquiry
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.paging import Page, fetch_page
from peoplehub.core.viewers import Viewer

A_PAGE = 20


def queue_for(viewer: Viewer, closed: bool, number: int = 1) -> tuple[list[Enquiry], Page]:
    """A page of the queue: open ones with words of danger first, then oldest first; or closed ones
    newest first."""
    _check(viewer)
    is_closed = Enquiry.closed_at.is_not(None) if closed else Enquiry.closed_at.is_(None)
    state = is_closed & _readable(viewer)
    gravest = case((Enquiry.danger == "plain", 0), (Enquiry.danger != "", 1), else_=2)
    order = [Enquiry.closed_at.desc()] if closed else [gravest, Enquiry.received_at]
    asked = select(Enquiry).where(state).order_by(*order, Enquiry.id)
    people = joinedload(Enquiry.person), joinedload(Enquiry.claimed_by)
    return fetch_page(asked, number, A_PAGE, *people)


def enquiry_for(viewer: Viewer, enquiry_id: int) -> Enquiry:
    """The enquiry of that id, if `viewer` may read it. Raises NotFound."""
    _check(viewer)
    enquiry = db.session.get(Enquiry, enquiry_id)
    if enquiry is None or not policy.may_read(viewer, enquiry):
        raise NotFound()
    return enquiry


def enquiry_with(reference: str) -> Enquiry:
    """For the page that thanks: whoever has the reference sent it. It shows none of the words.
    Raises NotFound."""
    found = db.session.scalar(select(Enquiry).where(Enquiry.reference == reference.upper()[:9]))
    if found is None:
        raise NotFound()
    return found


def _check(viewer: Viewer) -> None:
    if not policy.may_read_queue(viewer):
        raise NotFound()


def _readable(viewer: Viewer) -> ColumnElement[bool]:
    if policy.may_read_handed_over(viewer):
        return true()
    kept = Enquiry.handed_over_at.is_(None)
    return kept if policy.may_read_complaints(viewer) else kept & (Enquiry.about != COMPLAINT)
