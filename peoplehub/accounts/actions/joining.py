"""Joining, in two steps: ask, and then show that the e-mail is yours.

Until then the account carries a stand-in for its e-mail. So everybody who asks to join leaves
the same rows and gets the same answer, whether or not the e-mail has an account; nobody can keep
another person from joining by being first; and whoever confirms first has it.
"""
import secrets

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from peoplehub.accounts.actions import proving
from peoplehub.accounts.actions.declaring import take_declaration
from peoplehub.accounts.actions.sessions import open_session
from peoplehub.accounts.events import PersonConfirmed, PersonJoined
from peoplehub.accounts.models import MOST_TRIES, Consent, Proof, SignIn, Tag, User
from peoplehub.accounts.names import TAKEN, skeleton, slug_of
from peoplehub.accounts.tokens import hash_of_code, is_same
from peoplehub.core import clock, mail, promise
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Invalid, Refused
from peoplehub.core.extensions import db
from peoplehub.core.once import repeatable
from peoplehub.core.quilt import recipe_for

SUBJECT = "Your letter from PeopleHub"
WRONG_CODE = "This code is not right. Please look at the newest letter and try again."
DEAD_CODE = "This code is too old, or it was tried too often. Please ask for a new letter."
HAS_ACCOUNT = "You already have an account with this e-mail. Please sign in."


@act
def join(email: str, pen_name: str, password_hash: str, i_am: str = "") -> Proof:
    """`i_am`: one of `choices.I_AM`, said with age and consent; without it they are asked later."""
    person = User(
        email=_stand_in(), pen_name=pen_name, slug=slug_of(pen_name),
        skeleton=skeleton(pen_name), password_hash=password_hash,
        avatar=recipe_for(slug_of(pen_name)), agreed_version=promise.VERSION, agreed_at=clock.now(),
        joined_at=clock.now(),
    )  # fmt: skip
    if i_am:
        take_declaration(person, i_am)
    try:
        save(person)
    except IntegrityError as error:
        raise Invalid(TAKEN, "pen_name") from error
    announce(PersonJoined(person.id))
    return _ask_to_confirm(person, email)


@act
def send_code_again(proof_id: int) -> Proof:
    proof = db.session.get(Proof, proof_id)
    if proof is None:
        raise Refused(proving.DEAD_LINK)
    return ask_to_confirm(proof.user, proof.email)


@act
def ask_to_confirm(person: User, email: str) -> Proof:
    """A new letter to somebody who has not confirmed yet. The ones before stop working."""
    if person.is_confirmed:
        raise Refused(HAS_ACCOUNT)
    proving.cancel_proofs(person, "join")
    return _ask_to_confirm(person, email)


@act
@repeatable
def confirm_by_code(proof_id: int, code: str, token: str, browser: str) -> SignIn | str:
    """Confirmed and signed in; or, where the code is wrong, the sentence that says so.

    A wrong try is counted, so it is not an exception: that would undo the counting.
    """
    proof = db.session.scalar(select(Proof).where(Proof.id == proof_id).with_for_update())
    if proof is None or not proof.takes_codes:
        return DEAD_CODE
    proof.tries += 1
    if not is_same(hash_of_code(code, proof.link_hash), proof.code_hash):
        return WRONG_CODE if proof.tries < MOST_TRIES else DEAD_CODE
    return _confirm(proof.id, token, browser)


@act
@repeatable
def confirm_by_link(proof_id: int, token: str, browser: str) -> SignIn:
    return _confirm(proof_id, token, browser)


def _confirm(proof_id: int, token: str, browser: str) -> SignIn:
    proof = proving.used_up(proof_id)
    person = proof.user
    if proving.owner_of(proof.email) is not None:
        raise Refused(HAS_ACCOUNT)
    person.email, person.confirmed_at = proof.email, clock.now()
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Refused(HAS_ACCOUNT) from error
    _forget_other_tries(person)
    announce(PersonConfirmed(person.id))
    return open_session(person, token, browser)


def _ask_to_confirm(person: User, email: str) -> Proof:
    proof = proving.new_proof(person, "join", email)
    if proving.owner_of(email):
        mail.write(email, SUBJECT, "already-here")
    else:
        mail.write(email, SUBJECT, "join", proof.id, pen_name=person.pen_name)
    return proof


def _forget_other_tries(person: User) -> None:
    """Others who asked to join with the same e-mail: it was not theirs to use, or the same hand."""
    others = set(db.session.scalars(
        select(Proof.user_id).join(User, User.id == Proof.user_id).where(
            Proof.purpose == "join", Proof.email == person.email, User.id != person.id,
            User.confirmed_at.is_(None),
        )
    ))  # fmt: skip
    remove_unconfirmed(others)


def remove_unconfirmed(ids: set[int]) -> None:
    """People who asked to join and never confirmed: nothing else can hang on them."""
    db.session.execute(delete(Proof).where(Proof.user_id.in_(ids)))
    db.session.execute(delete(SignIn).where(SignIn.user_id.in_(ids)))
    db.session.execute(delete(Tag).where(Tag.user_id.in_(ids)))
    db.session.execute(delete(Consent).where(Consent.user_id.in_(ids)))
    db.session.execute(delete(User).where(User.id.in_(ids), User.confirmed_at.is_(None)))


def _stand_in() -> str:
    return f"{secrets.token_hex(16)}@joining.invalid"
