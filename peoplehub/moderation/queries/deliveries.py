"""Whether our e-mails reach somebody: kind, time and what became of each; never their words."""
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import defer

from peoplehub.accounts import email_kinds
from peoplehub.accounts.models import User
from peoplehub.core import mail
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.core.viewers import Viewer
from peoplehub.moderation import policy

MOST_SHOWN = 50
RETURNED = {
    mail.ADDRESS: "Came back: the address is not right",
    mail.MAILBOX: "Came back: their mailbox did not take it",
    mail.SPAM: "Called spam by their email program",
}


class Delivery(NamedTuple):
    words: str
    state: str
    is_well: bool
    written_at: datetime
    sent_at: datetime | None


def deliveries_to(viewer: Viewer, person: User) -> list[Delivery]:
    """The newest e-mails to somebody's address, as long as the outbox has them. Raises NotFound."""
    if not policy.may_moderate(viewer):
        raise NotFound()
    theirs = select(Email).where(Email.to == person.email).options(
        defer(Email.body), defer(Email.subject))
    newest = theirs.order_by(Email.written_at.desc(), Email.id.desc()).limit(MOST_SHOWN)
    return [Delivery(email_kinds.words_of(one), _state_of(one), _is_well(one), one.written_at,
                     one.sent_at) for one in db.session.scalars(newest)]


def _state_of(email: Email) -> str:
    if email.returned_because:
        return RETURNED[email.returned_because]
    if email.sent_at:
        return "Taken by their mail server"
    if email.next_try_at and email.put_off_at and not email.tries:
        return "Waiting for a time that they chose"
    if email.next_try_at:
        return "Waiting: we will try again" if email.tries else "Waiting"
    if email.failed_because in (mail.NOT_WANTED, mail.ADDRESS_RESTS, mail.WENT_TOGETHER):
        return email.failed_because
    return "Could not be sent"


def _is_well(email: Email) -> bool:
    return not email.returned_because and email.sent_at is not None
