"""Setting a password: while signed in, or by a reset link."""
from peoplehub.accounts.actions import email_verification
from peoplehub.accounts.actions.sessions import end_sessions
from peoplehub.accounts.events import LinkMade, PasswordChanged
from peoplehub.accounts.models import User
from peoplehub.core import clock, mail
from peoplehub.core.acts import act, announce
from peoplehub.core.errors import found

SUBJECT = "Your email from PeopleHub"
CHANGED = "Your PeopleHub account"


@act
def ask_for_new_password(email: str, next_address: str = "") -> None:
    """A letter goes out either way: with a link, or to say that there is no account."""
    person = email_verification.owner_of(email)
    verification = email_verification.new_verification(person, "password", email, next_address)
    if person:
        mail.queue_email(email, SUBJECT, "new-password", verification.id)
    else:
        mail.queue_email(email, SUBJECT, "no-account")


@act
def make_link(person: User, token: str) -> User:
    """A link with that token, made on the server's own command line for somebody who has lost
    their password and gets no email. The ones before stop working."""
    email_verification.cancel_verifications(person, "password")
    verification = email_verification.new_verification(person, "password", person.email)
    email_verification.open_by(verification, token, email_verification.LASTS["password"])
    announce(LinkMade(person.id))
    return person


@act
def make_join_link(person: User, email: str, token: str) -> User:
    """The same for somebody who has asked to join with that e-mail and has not confirmed it."""
    email_verification.cancel_verifications(person, "join")
    verification = email_verification.new_verification(person, "join", email)
    email_verification.open_by(verification, token, email_verification.LASTS["join"])
    announce(LinkMade(person.id))
    return person


@act
def set_new_password(verification_id: int, password_hash: str, *, is_known: bool = True) -> User:
    """By a link. Nobody is signed in by it, and everybody who was is signed out. `is_known`:
    whether they have signed in with that browser before."""
    person = found(email_verification.consume(verification_id).user)
    person.password_from_unknown = not is_known
    _set(person, password_hash)
    end_sessions(person)
    return person


@act
def change_password(person: User, password_hash: str) -> None:
    """By somebody who has just given the old one. Their other browsers are signed out."""
    person.password_from_unknown = False
    _set(person, password_hash)
    end_sessions(person, but=person.sign_in_id)


def _set(person: User, password_hash: str) -> None:
    person.password_hash, person.password_changed_at = password_hash, clock.now()
    email_verification.cancel_verifications(person, "password", "email")
    mail.queue_email(person.email, CHANGED, "password-changed")
    announce(PasswordChanged(person.id))
