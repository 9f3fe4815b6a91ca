"""Changing the e-mail address: asked for with the password, confirmed by a link to the new address.
"""
from sqlalchemy.exc import IntegrityError

from peoplehub.accounts.actions import email_verification
from peoplehub.accounts.events import EmailChanged
from peoplehub.accounts.models import User
from peoplehub.accounts.returned_emails import forget_returned
from peoplehub.core import mail
from peoplehub.core.acts import act, announce
from peoplehub.core.errors import Refused, found
from peoplehub.core.extensions import db

SUBJECT = "Your PeopleHub account"
IN_USE = "This email cannot be used. Please choose another one."


@act
def ask_for_new_email(person: User, email: str) -> None:
    """The old address hears of it too, so that nobody is moved out of their account in silence."""
    email_verification.cancel_verifications(person, "email")
    verification = email_verification.new_verification(person, "email", email)
    if email_verification.owner_of(email):
        mail.queue_email(email, SUBJECT, "already-here")
    else:
        mail.queue_email(email, SUBJECT, "new-email", verification.id)
    mail.queue_email(person.email, SUBJECT, "email-asked")


@act
def confirm_new_email(verification_id: int) -> User:
    """Make the address of this verification the person's own; the old address is told. Raises
    Refused when the link is used or too old, or the address belongs to somebody else by now."""
    verification = email_verification.consume(verification_id)
    person = found(verification.user)
    before = person.email
    if email_verification.owner_of(verification.email):
        raise Refused(IN_USE)
    person.email = verification.email
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Refused(IN_USE) from error
    email_verification.cancel_verifications(person, "password", "email")
    forget_returned(person)
    mail.queue_email(before, SUBJECT, "email-changed")
    announce(EmailChanged(person.id))
    return person
