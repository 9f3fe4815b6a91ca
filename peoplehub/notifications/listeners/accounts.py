"""Telling people that their account was paused, or is no longer, or that e-mails to them come back.
"""
from peoplehub.accounts.events import EmailAddressRests, PersonSuspended, SuspensionLifted
from peoplehub.accounts.models import User
from peoplehub.core.extensions import db
from peoplehub.moderation import queries
from peoplehub.notifications.notify import notify


def tell_of_standing(event: PersonSuspended | SuspensionLifted | EmailAddressRests) -> None:
    """Listener: whose account it is hears of it; of e-mails that come back, on the site alone."""
    if isinstance(event, PersonSuspended):
        _tell_of_pause(event)
    elif isinstance(event, EmailAddressRests):
        notify([event.person_id], "address", "address", User.kind, event.person_id, named=False,
               by_letter=False)
    else:
        notify([event.person_id], "lifted", "standing", User.kind, event.person_id, named=False)


def _tell_of_pause(event: PersonSuspended) -> None:
    person = db.session.get_one(User, event.person_id)
    if queries.untold_notice(User.kind, person.id, person.id):
        return  # a notice with rule and reason follows
    notify([person.id], "suspended", "standing", person.kind, person.id, named=False,
           words=person.suspended_reason or "")
