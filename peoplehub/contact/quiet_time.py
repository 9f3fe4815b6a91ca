"""Somebody who asked for a quiet time is not left alone: a letter to the team says so."""
from peoplehub.accounts.events import QuietTimeBegun
from peoplehub.contact.events import EnquiryReceived
from peoplehub.contact.models import Enquiry
from peoplehub.core.acts import announce, save

WORDS = ("I have asked for a quiet time, and get no emails. Please be in touch with me, gently, by "
         "a private message. (This was written by the button in the settings.)")
HOW = "By a private message on the site"


def ask_team(event: QuietTimeBegun) -> None:
    """Listener: in the queue, where one of the team takes it."""
    letter = save(Enquiry(about="other", text=WORDS, contact=HOW, person_id=event.person_id))
    announce(EnquiryReceived(letter.id))
