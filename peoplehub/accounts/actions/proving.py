"""Links and codes that go out by letter and come back. Parts of acts, not acts themselves."""
from datetime import timedelta

from sqlalchemy import select, update

from peoplehub.accounts import queries
from peoplehub.accounts.models import Proof, User
from peoplehub.accounts.tokens import hash_of, hash_of_code, new_code, new_token
from peoplehub.core import clock
from peoplehub.core.acts import save
from peoplehub.core.errors import Refused
from peoplehub.core.extensions import db

LASTS = {
    "join": timedelta(hours=24),
    "password": timedelta(hours=1),
    "invite": timedelta(hours=24),
    "email": timedelta(hours=24),
}
DEAD_LINK = "This link has been used already, or it is too old. Please ask for a new letter."


def new_proof(
    person: User | None, purpose: str, email: str, token: str = ""
) -> tuple[Proof, str, str]:
    """A proof, and the link's token and the code that only the letter will hold."""
    token, code = token or new_token(), new_code()
    link_hash = hash_of(token)
    proof = save(Proof(
        user_id=person.id if person else None, used_at=None if person else clock.now(),
        purpose="password" if purpose == "invite" else purpose, email=email,
        link_hash=link_hash, code_hash=hash_of_code(code, link_hash), made_at=clock.now(),
        expires_at=clock.now() + LASTS[purpose],
    ))  # fmt: skip
    return proof, token, code


def used_up(proof_id: int) -> Proof:
    """The proof, now used. It is read again under the act's lock, so it is used once."""
    proof = db.session.scalar(select(Proof).where(Proof.id == proof_id).with_for_update())
    if proof is None or not proof.is_open:
        raise Refused(DEAD_LINK)
    proof.used_at = clock.now()
    return proof


def cancel_proofs(person: User, *purposes: str) -> None:
    """Links sent earlier stop working."""
    db.session.execute(
        update(Proof)
        .where(Proof.user_id == person.id, Proof.purpose.in_(purposes), Proof.used_at.is_(None))
        .values(used_at=clock.now())
    )


def owner_of(email: str) -> User | None:
    """Who has an account with this e-mail: somebody who has shown that they read it."""
    person = queries.person_with_email(email)
    return person if person and person.is_confirmed else None
