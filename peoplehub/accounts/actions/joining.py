"""Registration in two steps: the form, then confirming the e-mail address by link or code.

Until then the account carries a stand-in for its e-mail. So everybody who asks to join leaves
the same rows and gets the same answer, whether or not the e-mail has an account; nobody can keep
another person from joining by being first; and whoever confirms first has it.
"""
import secrets

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from peoplehub.accounts import queries
from peoplehub.accounts.actions import email_verification
from peoplehub.accounts.actions.declaration import take_declaration
from peoplehub.accounts.actions.sessions import open_session
from peoplehub.accounts.events import (
    EmailConfirmed,
    JoiningRulesSet,
    PersonConfirmed,
    PersonJoined,
)
from peoplehub.accounts.models import (
    MOST_TRIES,
    Consent,
    EmailVerification,
    JoiningRules,
    SignIn,
    Tag,
    User,
)
from peoplehub.accounts.names import TAKEN, skeleton, slug_of
from peoplehub.accounts.policy import may_administer_joining
from peoplehub.accounts.tokens import hash_of_code, is_same
from peoplehub.artwork import recipe_for
from peoplehub.core import clock, mail, promise
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Invalid, Refused, found, require
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import repeatable

SUBJECT = "Your email from PeopleHub"
CODE_REFUSED = (  # one sentence: which it is would tell what has become of somebody's account
    "This code is not right, it is too old, or it was tried too often. Please look at the newest "
    "email from us, or ask for a new one."
)
HAS_ACCOUNT = "You already have an account with this email. Please sign in."


@act
def join(
    email: str, pen_name: str, password_hash: str, i_am: str = "", next_address: str = ""
) -> EmailVerification:
    """`i_am`: one of `choices.I_AM`, said with age and consent; without it they are asked later.
    Raises Invalid when the pen name was taken meanwhile."""
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
    return _ask_to_confirm(person, email, next_address)


@act
def send_code_again(verification_id: int, email: str) -> EmailVerification:
    """A new letter to that address, whatever has become of the request: confirmed meanwhile, too
    old, or never of any use. Whoever asked learns nothing of it; the letter tells its reader."""
    verification = db.session.get(EmailVerification, verification_id)
    return _ask_again(
        verification.user if verification else None,
        email,
        verification.next if verification else "",
    )


@act
def ask_to_confirm(person: User, email: str, next_address: str = "") -> EmailVerification:
    """A new letter to somebody who has not confirmed yet."""
    return _ask_again(person, email, next_address)


@act
@repeatable
def confirm_by_code(verification_id: int, code: str, token: str, browser: str) -> SignIn | str:
    """Confirmed and signed in; or, where the code is wrong, the sentence that says so. Empty for
    the right code of somebody who has confirmed already, as by a double tap.

    A wrong try is counted, so it is not an exception: that would undo the counting.
    """
    verification = email_verification.locked(verification_id)
    if verification is None or not verification.is_young or verification.tries >= MOST_TRIES:
        return CODE_REFUSED
    verification.tries += 1
    if not is_same(hash_of_code(code, verification.link_hash), verification.code_hash):
        return CODE_REFUSED
    if verification.user and verification.user.owns_email:
        return ""
    return _confirm(verification.id, token, browser) if verification.is_open else CODE_REFUSED


@act
@repeatable
def confirm_by_link(
    verification_id: int, token: str, browser: str, password_hash: str = ""
) -> SignIn:
    """`password_hash`: of the password that whoever reads the mailbox wants from now on. The one
    chosen when joining may be somebody else's, who wrote down an address that is not theirs."""
    sign_in = _confirm(verification_id, token, browser)
    if password_hash:
        sign_in.user.password_hash = password_hash
    return sign_in


def _confirm(verification_id: int, token: str, browser: str) -> SignIn:
    verification = email_verification.consume(verification_id)
    person = found(verification.user)
    if email_verification.owner_of(verification.email) is not None:
        raise Refused(HAS_ACCOUNT)
    person.email, asks_first = verification.email, queries.joining_rules().asks_first
    if asks_first:
        person.waits_since = clock.now()
    else:
        person.confirmed_at = clock.now()
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Refused(HAS_ACCOUNT) from error
    _close_other_tries(person)
    announce(EmailConfirmed(person.id) if asks_first else PersonConfirmed(person.id))
    return open_session(person, token, browser)


@act
def let_in(person: User) -> None:
    """The team has decided that they join: from now on they are a member like any other."""
    person.confirmed_at, person.joined_at, person.waits_since = clock.now(), clock.now(), None
    announce(PersonConfirmed(person.id))


@act
def set_joining_rules(admin: User, asks_first: bool, again_after_days: int) -> JoiningRules:
    """Whether the team is asked first, and after how many days somebody who was declined may ask
    again."""
    require(may_administer_joining(admin), "Only the site team can change how people join.")
    rules = db.session.get(JoiningRules, 1) or JoiningRules(id=1)
    rules.asks_first, rules.again_after_days = asks_first, again_after_days
    announce(JoiningRulesSet(admin.id, asks_first, again_after_days))
    return save(rules)


def _ask_to_confirm(person: User, email: str, next_address: str) -> EmailVerification:
    verification = email_verification.new_verification(person, "join", email, next_address)
    if email_verification.owner_of(email):
        mail.queue_email(email, SUBJECT, "already-here")
    else:
        mail.queue_email(email, SUBJECT, "join", verification.id, pen_name=person.pen_name)
    return verification


def _ask_again(person: User | None, email: str, next_address: str) -> EmailVerification:
    """The letters before stop working."""
    if person and not person.owns_email:
        email_verification.cancel_verifications(person, "join")
        return _ask_to_confirm(person, email, next_address)
    template = "already-here" if email_verification.owner_of(email) else "join-again"
    mail.queue_email(email, SUBJECT, template)
    return email_verification.new_verification(None, "join", email)


def _close_other_tries(person: User) -> None:
    """Others who asked to join with the same e-mail: it was not theirs to use, or the same hand.

    Their links and codes stop working. Their rows stay as long as those of anybody who never
    confirms, so that they cannot tell what has happened.
    """
    db.session.execute(
        update(EmailVerification)
        .where(
            EmailVerification.purpose == "join",
            EmailVerification.email == person.email,
            EmailVerification.user_id != person.id,
            EmailVerification.used_at.is_(None),
        )
        .values(used_at=clock.now())
    )


def remove_unconfirmed(ids: set[int]) -> None:
    """People who asked to join and never confirmed: nothing else can hang on them."""
    db.session.execute(delete(EmailVerification).where(EmailVerification.user_id.in_(ids)))
    db.session.execute(delete(SignIn).where(SignIn.user_id.in_(ids)))
    db.session.execute(delete(Tag).where(Tag.user_id.in_(ids)))
    db.session.execute(delete(Consent).where(Consent.user_id.in_(ids)))
    db.session.execute(delete(User).where(User.id.in_(ids), User.confirmed_at.is_(None)))


def _stand_in() -> str:
    return f"{secrets.token_hex(16)}@joining.invalid"
