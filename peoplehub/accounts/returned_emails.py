"""Addresses from which our e-mails come back. One rests after a plain rule: two e-mails came back
because the address is not right, on two days within 30. While it rests no e-mail of a kind that can
be stopped leaves; those about the account still do. Its owner says on the site that it is right, or
gives another."""
from datetime import date, timedelta

from sqlalchemy import select

from peoplehub.accounts import email_kinds
from peoplehub.accounts.events import EmailAddressRests
from peoplehub.accounts.models import User
from peoplehub.core import clock, locks, mail
from peoplehub.core.acts import announce
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email

DAYS_TO_REST, WITHIN = 2, timedelta(days=30)
CAME_BACK = "emails_came_back"  # in a person's preferences: on which days, as ISO dates


def note_returned(email: Email, why: str) -> None:
    """Called for each e-mail that came back, or of which its reader complained: what is called
    spam is not sent to them again. Only within an act."""
    person = db.session.scalar(select(User).where(User.email == email.to))
    if person is None:
        return
    locks.lock([person])
    kinds = set(email_kinds.kinds_of(email)) & {*email_kinds.BY_LINK}
    if why == mail.SPAM and kinds:
        stopped = email_kinds.stopped_by(person.preferences)
        person.preferences = {**person.preferences, "emails_stopped": sorted({*stopped, *kinds})}
    if why == mail.ADDRESS:
        _count(person)


def _count(person: User) -> None:
    today, before = clock.now().date(), person.preferences.get(CAME_BACK, [])
    lately = {day for day in before if date.fromisoformat(day) > today - WITHIN}
    days = sorted({*lately, today.isoformat()})
    rests = email_kinds.RESTS in person.preferences
    person.preferences = {**person.preferences, CAME_BACK: days}
    if len(days) >= DAYS_TO_REST and not rests:
        person.preferences = {**person.preferences, email_kinds.RESTS: today.isoformat()}
        announce(EmailAddressRests(person.id))


def forget_returned(person: User) -> None:
    """Its owner says that it is right, or has given another."""
    person.preferences = {name: value for name, value in person.preferences.items()
                          if name not in (CAME_BACK, email_kinds.RESTS)}
