"""The outbox: every letter the house has written, newest first."""
from sqlalchemy import and_, func, select, true
from sqlalchemy.orm import defer

from peoplehub.admin import policy
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.mail import Letter
from peoplehub.core.paging import Page

SIZE = 30
UNSENT = Letter.sent_at.is_(None)
STATES = {  # what can be asked for → its words, and which letters it means
    "waiting": ("Waiting", and_(UNSENT, Letter.next_try_at.is_not(None))),
    "sent": ("Sent", Letter.sent_at.is_not(None)),
    "failed": ("Could not be sent", and_(UNSENT, Letter.next_try_at.is_(None))),
}


def letters_for(viewer, state: str, number: int) -> tuple[list[Letter], Page]:
    _check(viewer)
    which = STATES[state][1] if state in STATES else true()
    total = db.session.scalar(select(func.count()).select_from(Letter).where(which))
    page = Page(number, SIZE, total).checked()
    newest = select(Letter).where(which).order_by(Letter.written_at.desc(), Letter.id.desc())
    shown = newest.offset(page.offset).limit(page.size).options(defer(Letter.body))
    return list(db.session.scalars(shown)), page


def letter_for(viewer, letter_id: int) -> Letter:
    _check(viewer)
    letter = db.session.get(Letter, letter_id) if letter_id < 2**31 else None
    if letter is None:
        raise NotFound()
    return letter


def _check(viewer) -> None:
    if not policy.may_keep_house(viewer):
        raise NotFound()
