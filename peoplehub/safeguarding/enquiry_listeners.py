"""Listeners: what is sent to the team is read for words of danger."""
from peoplehub.contact.events import EnquiryReceived
from peoplehub.contact.models import Enquiry
from peoplehub.core.events import Event
from peoplehub.core.extensions import db
from peoplehub.forum.events import BoardJoinRequested, BoardQuestionAnswered
from peoplehub.forum.models import BoardRequest
from peoplehub.membership.events import JoinQuestionAnswered, JoinRequested
from peoplehub.membership.models import JoinRequest
from peoplehub.moderation import cases
from peoplehub.safeguarding import actions, queries
from peoplehub.safeguarding.actions.danger import note_sign
from peoplehub.sheet_feedback.events import RemarkReceived
from peoplehub.sheet_feedback.models import URGENT, SheetRemark


def see_danger_in_enquiry(event: EnquiryReceived) -> None:
    """Listener: a letter to the team with words of danger is read first."""
    enquiry = db.session.get_one(Enquiry, event.enquiry_id)
    if sign := queries.sign_in_words(enquiry.text):
        actions.note_in_enquiry(enquiry, sign)


def see_in_request(event: Event) -> None:
    """Listener: so is a request to join, and what its writer answers. Its case is there before."""
    if isinstance(event, JoinRequested | JoinQuestionAnswered):
        _see_danger(db.session.get_one(JoinRequest, event.request_id))
    elif isinstance(event, BoardJoinRequested | BoardQuestionAnswered):
        _see_danger(db.session.get_one(BoardRequest, event.request_id))


def see_danger_in_remark(event: RemarkReceived) -> None:
    """Listener: so is what a reader says of a sheet. Nobody knows who it was: those who look after
    the sheet read it first."""
    remark = db.session.get_one(SheetRemark, event.remark_id)
    if queries.sign_in_words(remark.text):
        remark.doubt = URGENT


def _see_danger(request: JoinRequest | BoardRequest) -> None:
    answers = [note.text for note in request.notes if not note.by_team]
    if sign := queries.sign_in_words(request.why, *answers):
        cases.note_danger(request.kind, request.id, f"danger-{sign.level}")
        note_sign(request.kind, request.id, sign)


OF_REMARKS = {RemarkReceived: [see_danger_in_remark]}
