"""Nightly job: deletes unconfirmed accounts, expired sessions, verifications and former names."""
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from peoplehub.accounts.actions.joining import remove_unconfirmed
from peoplehub.accounts.models import EmailVerification, FormerName, SignIn, User
from peoplehub.core import clock, jobs
from peoplehub.core.acts import act
from peoplehub.core.extensions import db

UNCONFIRMED_FOR = timedelta(days=2)
VERIFICATIONS_KEPT_FOR = timedelta(days=7)
SESSIONS_FOR = timedelta(days=30)
NAMES_FOR = timedelta(days=90)


@jobs.every(hour="4", minute="10")
@act
def delete_expired() -> None:
    now = clock.now()
    remove_unconfirmed(_never_confirmed(now - UNCONFIRMED_FOR))
    db.session.execute(
        delete(EmailVerification).where(EmailVerification.expires_at < now - VERIFICATIONS_KEPT_FOR)
    )
    db.session.execute(delete(SignIn).where(SignIn.expires_at < now - SESSIONS_FOR))
    db.session.execute(delete(SignIn).where(SignIn.ended_at < now - SESSIONS_FOR))
    db.session.execute(delete(FormerName).where(FormerName.left_at < now - NAMES_FOR))


def _never_confirmed(before: datetime) -> set[int]:
    old = select(User.id).where(User.confirmed_at.is_(None), User.waits_since.is_(None),
                                User.joined_at < before)
    return set(db.session.scalars(old))
