"""Listeners: what is published or sent to the team is read for words of danger. Private messages
are not: nothing of them reaches the team unless somebody in the conversation says so."""
from collections.abc import Iterable

from peoplehub.contact.events import EnquiryReceived
from peoplehub.contact.models import Enquiry
from peoplehub.core.events import Changed, Published
from peoplehub.core.extensions import db
from peoplehub.core.publication_lookup import is_public
from peoplehub.core.publications import piece_of
from peoplehub.safeguarding import actions, queries


def look_for_danger(words: Iterable[str]) -> None:
    """Called before the act that writes these words, so that the answer is at hand within it."""
    queries.sign_in_words(*words)


def see_danger(event: Published | Changed) -> None:
    """Listener: a public piece with words of danger waits in the queue, and stays where it is."""
    piece = piece_of(event)
    if not is_public(event.kind) or piece.kind == "sheet":
        return
    if sign := queries.sign_in_words(*piece.all_words):
        actions.note_in_piece(piece, sign)


def see_danger_in_enquiry(event: EnquiryReceived) -> None:
    """Listener: a letter to the team with words of danger is read first."""
    enquiry = db.session.get_one(Enquiry, event.enquiry_id)
    if sign := queries.sign_in_words(enquiry.text):
        actions.note_in_enquiry(enquiry, sign)
