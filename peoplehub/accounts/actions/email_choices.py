"""Which kinds of e-mail leave for somebody, and the quiet time in which none of them does."""
from collections.abc import Collection

from sqlalchemy import delete, select

from peoplehub.accounts import email_kinds
from peoplehub.accounts.events import QuietTimeBegun
from peoplehub.accounts.models import User
from peoplehub.accounts.returned_emails import forget_returned
from peoplehub.core import clock
from peoplehub.core.acts import act, announce
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email


@act
def stop_emails(person: User, kinds: Collection[str]) -> None:
    """By the link of an e-mail, also without signing in. What waits does not leave any more."""
    _stop(person, kinds)


@act
def begin_quiet_time(person: User) -> None:
    """Stop every kind at once, also what waits in the outbox. Somebody of the team is asked to be
    in touch, once for each quiet time."""
    _stop(person, email_kinds.KINDS)
    if "quiet_since" not in person.preferences:
        person.preferences = {**person.preferences, "quiet_since": clock.now().isoformat()}
        announce(QuietTimeBegun(person.id))


@act
def resume_emails(person: User, kinds: Collection[str]) -> None:
    """These kinds come again and the others do not. With all of them the quiet time is over."""
    left = [kind for kind in email_kinds.KINDS if kind not in kinds]
    kept = {name: value for name, value in person.preferences.items()
            if name not in ("emails_stopped", "quiet_since")}
    since = person.preferences.get("quiet_since")
    person.preferences = kept | ({"emails_stopped": left} if left else {}) | (
        {"quiet_since": since} if left and since else {})


@act
def wake_address(person: User) -> None:
    """The address that rests is right: e-mails leave for it again."""
    forget_returned(person)


def _stop(person: User, kinds: Collection[str]) -> None:
    stopped = email_kinds.stopped_by(person.preferences)
    now = [kind for kind in email_kinds.KINDS if kind in stopped or kind in kinds]
    person.preferences = {**person.preferences, "emails_stopped": now}
    waiting = select(Email).where(Email.to == person.email, Email.tries == 0,
                                  Email.sent_at.is_(None)).order_by(Email.id)
    ids = [one.id for one in db.session.scalars(waiting) if email_kinds.kind_of(one) in kinds]
    if ids:
        db.session.execute(delete(Email).where(Email.id.in_(ids), Email.tries == 0))
