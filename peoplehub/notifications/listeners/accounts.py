"""Telling people that their account was paused, or is no longer."""
from peoplehub.accounts.events import PersonSuspended, SuspensionLifted
from peoplehub.accounts.models import User
from peoplehub.core.extensions import db
from peoplehub.moderation import queries
from peoplehub.notifications.notify import notify


def tell_of_suspension(event: PersonSuspended | SuspensionLifted) -> None:
    """Listener: whose account it is hears that it was paused, and that it is no longer."""
    if isinstance(event, PersonSuspended):
        _tell_of_pause(event)
    else:
        notify([event.person_id], "lifted", "standing", User.kind, event.person_id, named=False)


def _tell_of_pause(event: PersonSuspended) -> None:
    person = db.session.get_one(User, event.person_id)
    if queries.untold_notice(User.kind, person.id, person.id):
        return  # a notice with rule and reason follows
    notify([person.id], "suspended", "standing", person.kind, person.id, named=False,
           words=person.suspended_reason or "")
