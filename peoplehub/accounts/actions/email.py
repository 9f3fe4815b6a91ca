"""A new e-mail address: asked for with the password, proved by a letter to the new one."""
from sqlalchemy.exc import IntegrityError

from peoplehub.accounts.actions import proving
from peoplehub.accounts.events import EmailChanged
from peoplehub.accounts.models import User
from peoplehub.core import mail
from peoplehub.core.acts import act, announce
from peoplehub.core.errors import Refused
from peoplehub.core.extensions import db

SUBJECT = "Your PeopleHub account"
IN_USE = "This email cannot be used. Please choose another one."


@act
def ask_for_new_email(person: User, email: str) -> None:
    """The old address hears of it too, so that nobody is moved out of their account in silence."""
    proving.cancel_proofs(person, "email")
    proof = proving.new_proof(person, "email", email)
    if proving.owner_of(email):
        mail.write(email, SUBJECT, "already-here")
    else:
        mail.write(email, SUBJECT, "new-email", proof.id)
    mail.write(person.email, SUBJECT, "email-asked")


@act
def confirm_new_email(proof_id: int) -> User:
    proof = proving.used_up(proof_id)
    person, before = proof.user, proof.user.email
    if proving.owner_of(proof.email):
        raise Refused(IN_USE)
    person.email = proof.email
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Refused(IN_USE) from error
    proving.cancel_proofs(person, "password", "email")
    mail.write(before, SUBJECT, "email-changed")
    announce(EmailChanged(person.id))
    return person
