"""Verification links and codes sent by e-mail. Parts of actions, not actions themselves.

A verification is made when it is asked for; its link and code are made when the letter leaves, and
only their hashes are kept. Until then nothing opens it.
"""
from datetime import timedelta

from sqlalchemy import update

from peoplehub.accounts import queries
from peoplehub.accounts.models import EmailVerification, User
from peoplehub.accounts.tokens import hash_of, hash_of_code, new_code, new_token
from peoplehub.core import clock, locks
from peoplehub.core.acts import save
from peoplehub.core.errors import Refused
from peoplehub.core.extensions import db

LASTS = {
    "join": timedelta(hours=24),
    "password": timedelta(hours=1),
    "email": timedelta(hours=24),
}
NO_CODE = ""  # the hash of none
DEAD_LINK = "This link has been used already, or it is too old. Please ask for a new email."


WAITS = timedelta(days=1)  # for its letter to leave


def new_verification(
    person: User | None, purpose: str, email: str, next_address: str = ""
) -> EmailVerification:
    """A verification whose letter has not left yet. One of nobody's is used up from the start."""
    return save(EmailVerification(
        user_id=person.id if person else None, used_at=None if person else clock.now(),
        purpose=purpose, email=email, link_hash=hash_of(new_token()), code_hash=NO_CODE,
        made_at=clock.now(), expires_at=clock.now() + WAITS, next=next_address[:400],
    ))  # fmt: skip


def open_by(verification: EmailVerification, token: str, lasts: timedelta) -> EmailVerification:
    """Let this link open it, from now on and no longer than it lasts."""
    verification.link_hash, verification.code_hash = hash_of(token), NO_CODE
    verification.made_at, verification.expires_at = clock.now(), clock.now() + lasts
    return verification


def secrets_for(verification_id: int) -> dict[str, str] | None:
    """The link's token and the code for a letter that leaves now; earlier ones stop working."""
    verification = locked(verification_id)
    if verification is None or not verification.is_open:
        return None
    token, code = new_token(), new_code()
    open_by(verification, token, LASTS[verification.purpose])
    verification.code_hash = hash_of_code(code, verification.link_hash)
    return {"link": token, "code": code}


def consume(verification_id: int) -> EmailVerification:
    """The verification, now used. It is read again under the act's lock, so it is used once. Raises
    Refused when it was used before or is too old."""
    verification = locked(verification_id)
    if verification is None or not verification.is_open:
        raise Refused(DEAD_LINK)
    verification.used_at = clock.now()
    return verification


def cancel_verifications(person: User, *purposes: str) -> None:
    """Links sent earlier stop working."""
    db.session.execute(
        update(EmailVerification)
        .where(
            EmailVerification.user_id == person.id,
            EmailVerification.purpose.in_(purposes),
            EmailVerification.used_at.is_(None),
        )
        .values(used_at=clock.now())
    )


def owner_of(email: str) -> User | None:
    """Who has an account with this e-mail: somebody who has shown that they read it."""
    person = queries.person_with_email(email)
    return person if person and person.owns_email else None


def locked(verification_id: int) -> EmailVerification | None:
    """The verification, locked after the person whose it is, as every act locks people first."""
    verification = db.session.get(EmailVerification, verification_id)
    if verification is not None:
        locks.lock([verification.user, verification])
    return verification
