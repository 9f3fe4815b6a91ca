"""Administrators' actions that change nothing but are recorded: opening somebody's e-mail."""
from peoplehub.accounts.models import User
from peoplehub.admin.events import LetterOpened
from peoplehub.core import mail
from peoplehub.core.acts import act, announce
from peoplehub.core.mail import Email


@act
def open_email(admin: User, letter: Email) -> str:
    """The words of a letter to somebody else, as the site team may read them."""
    announce(LetterOpened(admin.id, letter.id))
    return mail.shown(letter)
