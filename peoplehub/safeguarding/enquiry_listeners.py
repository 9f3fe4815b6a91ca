"""Listeners: what is sent to the team is read for words of danger."""
from peoplehub.contact.events import EnquiryReceived
from peoplehub.contact.models import Enquiry
from peoplehub.core.extensions import db
from peoplehub.safeguarding import actions, queries


def see_danger_in_enquiry(event: EnquiryReceived) -> None:
    """Listener: a letter to the team with words of danger is read first."""
    enquiry = db.session.get_one(Enquiry, event.enquiry_id)
    if sign := queries.sign_in_words(enquiry.text):
        actions.note_in_enquiry(enquiry, sign)
