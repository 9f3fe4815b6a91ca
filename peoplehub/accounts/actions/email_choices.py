"""Which kinds of e-mail leave for somebody, and the quiet time in which none of them does."""
from collections.abc import Collection
from datetime import date

from sqlalchemy import delete, select, update

from peoplehub.accounts import email_kinds, email_times
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
    """Stop every kind at once, also what waits in the outbox. What people answer to the person's
    own messages still comes, unless that was stopped before. Somebody of the team is asked to be
    in touch, once for each quiet time."""
    if email_kinds.QUIET_SINCE in person.preferences:
        return
    answers_come = email_kinds.MESSAGES not in email_kinds.stopped_by(person.preferences)
    _stop(person, email_kinds.KINDS, but=[email_kinds.MESSAGES] if answers_come else ())
    person.preferences = {
        **person.preferences, email_kinds.QUIET_SINCE: clock.now().isoformat(),
        email_kinds.ANSWERS_COME: answers_come}
    announce(QuietTimeBegun(person.id))


@act
def resume_emails(person: User, kinds: Collection[str]) -> None:
    """These kinds come again and the others do not. With all of them the quiet time is over."""
    left = [kind for kind in email_kinds.KINDS if kind not in kinds]
    of_quiet = (email_kinds.QUIET_SINCE, email_kinds.ANSWERS_COME)
    goes_on = {name: person.preferences[name] for name in of_quiet if name in person.preferences}
    kept = {name: value for name, value in person.preferences.items()
            if name not in ("emails_stopped", *of_quiet)}
    person.preferences = kept | ({"emails_stopped": left, **goes_on} if left else {})


@act
def choose_email_times(person: User, quiet_from: str = "", quiet_to: str = "",
                       paused_until: date | None = None) -> None:
    """Quiet hours, whole ones in London, and the day until which a pause lasts. What waits is
    looked at anew."""
    chosen = {email_times.FROM: quiet_from, email_times.TO: quiet_to,
              email_times.PAUSED_UNTIL: paused_until.isoformat() if paused_until else ""}
    kept = {name: value for name, value in person.preferences.items() if name not in chosen}
    person.preferences = kept | {name: value for name, value in chosen.items() if value}
    waits = (Email.to == person.email, Email.put_off_at.is_not(None), Email.tries == 0,
             Email.next_try_at.is_not(None))
    db.session.execute(update(Email).where(*waits).values(next_try_at=clock.now()))


@act
def wake_address(person: User) -> None:
    """The address that rests is right: e-mails leave for it again."""
    forget_returned(person)


def _stop(person: User, kinds: Collection[str], but: Collection[str] = ()) -> None:
    """`but`: of these what waits stays in the outbox, to be looked at when it leaves."""
    stopped = email_kinds.stopped_by(person.preferences)
    now = [kind for kind in email_kinds.KINDS if kind in stopped or kind in kinds]
    person.preferences = {**person.preferences, "emails_stopped": now}
    waiting = select(Email).where(Email.to == person.email, Email.tries == 0,
                                  Email.sent_at.is_(None)).order_by(Email.id)
    ids = [one.id for one in db.session.scalars(waiting)
           if (its := set(email_kinds.kinds_of(one))) and its <= {*now} - {*but}]
    if ids:
        db.session.execute(delete(Email).where(Email.id.in_(ids), Email.tries == 0))
