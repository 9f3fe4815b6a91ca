"""The e-mail outbox, newest first."""
from sqlalchemy import and_, select, true
from sqlalchemy.orm import defer

from peoplehub.admin import policy
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.core.paging import Page, fetch_page
from peoplehub.core.viewers import Viewer

SIZE = 30
UNSENT = Email.sent_at.is_(None)
STATES = {  # what can be asked for → its words, and which letters it means
    "waiting": ("Waiting", and_(UNSENT, Email.next_try_at.is_not(None))),
    "sent": ("Sent", Email.sent_at.is_not(None)),
    "failed": ("Could not be sent", and_(UNSENT, Email.next_try_at.is_(None))),
}


def emails_for(viewer: Viewer, state: str, number: int) -> tuple[list[Email], Page]:
    _check(viewer)
    which = STATES[state][1] if state in STATES else true()
    newest = select(Email).where(which).order_by(Email.written_at.desc(), Email.id.desc())
    return fetch_page(newest, number, SIZE, defer(Email.body))


def email_for(viewer: Viewer, letter_id: int) -> Email:
    """An email of the outbox by its id, for the site team. Raises NotFound."""
    _check(viewer)
    letter = db.session.get(Email, letter_id)
    if letter is None:
        raise NotFound()
    return letter


def _check(viewer: Viewer) -> None:
    if not policy.may_administer(viewer):
        raise NotFound()
