"""A letter to the team stands in the one queue while it is open, and is claimed where its case is.
"""
from datetime import timedelta

from peoplehub.contact.events import (
    EnquiryClaimed,
    EnquiryClosed,
    EnquiryLetGo,
    EnquiryReceived,
    EnquiryReopened,
)
from peoplehub.contact.models import Enquiry
from peoplehub.core import clock
from peoplehub.core.errors import Invalid
from peoplehub.core.events import Event
from peoplehub.core.extensions import db
from peoplehub.moderation.cases import LETTER_KIND as KIND, close, open_case, open_case_of
from peoplehub.moderation.models import CLAIMED_FOR, LETTER, Case, targets

TAKEN = "{} is looking at this. Please choose another one."


def follow(event: Event) -> None:
    """Listener: the case of a letter is opened, claimed, let go and closed with it."""
    if isinstance(event, EnquiryReceived | EnquiryReopened):
        _open(event.enquiry_id)
    elif isinstance(event, EnquiryClaimed | EnquiryLetGo | EnquiryClosed):
        if case := open_case_of(KIND, event.enquiry_id):
            _change(case, event)


def _open(enquiry_id: int) -> None:
    enquiry = db.session.get_one(Enquiry, enquiry_id)
    if open_case_of(KIND, enquiry.id):
        return
    severity, hours = targets(LETTER)
    open_case(Case(
        kind=KIND, piece_id=enquiry.id, about_id=enquiry.person_id, opened_by=LETTER,
        severity=severity, heading=enquiry.about_words, address=f"/contact/queue/{enquiry.id}",
        for_leads=enquiry.is_complaint, due_at=clock.now() + timedelta(hours=hours)))


def _change(case: Case, event: EnquiryClaimed | EnquiryLetGo | EnquiryClosed) -> None:
    if isinstance(event, EnquiryClosed):
        close(case, event.moderator_id, "closed")
    elif isinstance(event, EnquiryLetGo):
        case.claimed_by_id = case.claimed_until = None
    elif case.claimant is not None and case.claimant.id != event.moderator_id:
        raise Invalid(TAKEN.format(case.claimant.pen_name))
    else:
        case.claimed_by_id, case.claimed_until = event.moderator_id, clock.now() + CLAIMED_FOR
