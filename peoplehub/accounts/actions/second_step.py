"""Setting up, using and taking away the second step at sign-in."""
from sqlalchemy import delete, select

from peoplehub.accounts import one_time_codes, policy
from peoplehub.accounts.actions.sessions import end_sessions, open_session
from peoplehub.accounts.events import (
    RecoveryCodesRenewed,
    RecoveryCodeUsed,
    SecondStepRemoved,
    SecondStepSetUp,
)
from peoplehub.accounts.models import RecoveryCode, SecondStep, SignIn, User
from peoplehub.accounts.models.second_step import PURPOSE
from peoplehub.core import clock, encryption, mail
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Invalid, require
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import repeatable

CHANGED = "Your PeopleHub account"
WRONG_CODE = (
    "This code is not right, or it was used before. Your app shows a new one every 30 seconds: "
    "please type the next one."
)
TOO_LATE = "This took longer than an hour. Please begin again."
NEEDED = "Your role needs the second step, so you cannot switch it off."
NOT_YOURS = "You cannot reset the second step of this person."


@act
def begin_second_step(person: User, secret: str) -> SecondStep:
    """A new secret for an app. The one in force stays so until a code of the new one is typed."""
    step = db.session.get(SecondStep, person.id) or save(SecondStep(user_id=person.id))
    step.new_secret, step.begun_at = encryption.encrypt(PURPOSE, secret), clock.now()
    return step


@act
@repeatable
def confirm_second_step(person: User, digits: str, recovery_hashes: list[str]) -> None:
    """The app shows the right code: from now on it is asked at every sign-in. Their other devices
    are signed out. Raises Invalid."""
    step = db.session.get(SecondStep, person.id)
    secret = step.pending if step else ""
    if step is None or not secret:
        raise Invalid(TOO_LATE)
    used = one_time_codes.step_of(secret, digits, 0)
    if used is None:
        raise Invalid(WRONG_CODE, "code")
    step.secret, step.new_secret, step.last_step = step.new_secret, "", used
    person.second_step_at = clock.now()
    _keep_recovery_codes(person, recovery_hashes)
    end_sessions(person, but=person.sign_in_id)
    _tell(person, "second-step-on")
    announce(SecondStepSetUp(person.id))


@act
@repeatable
def sign_in_with_code(person: User, digits: str, token: str, browser: str, *,
                      remember: bool = False, instead_of: int | None = None,
                      is_known: bool = True) -> SignIn | None:
    """A new session for somebody who has given the password; None when the code is wrong, was used
    before, or they have no second step any more."""
    if not (_uses_time_code(person, digits) or _uses_recovery_code(person, digits)):
        return None
    if instead_of and (before := db.session.get(SignIn, instead_of)):
        before.ended_at = clock.now()
    return open_session(person, token, browser, remember, is_known=is_known)


@act
@repeatable
def renew_recovery_codes(person: User, recovery_hashes: list[str]) -> None:
    """New ones, and the ones before stop working."""
    require(person.second_step_at is not None, "Please set up the second step first.")
    _keep_recovery_codes(person, recovery_hashes)
    _tell(person, "recovery-codes-renewed")
    announce(RecoveryCodesRenewed(person.id))


@act
def switch_second_step_off(person: User) -> None:
    """By its owner, who has just given the password."""
    require(policy.may_switch_second_step_off(person), NEEDED)
    if person.second_step_at is not None:
        _remove(person)
        _tell(person, "second-step-off")
        announce(SecondStepRemoved(person.id, person.id))


@act
def reset_second_step(keeper: User | None, person: User) -> None:
    """For somebody who has lost the phone and the recovery codes; they are signed out everywhere.
    `keeper` is empty when it is done on the server's own command line."""
    require(keeper is None or policy.may_reset_second_step(keeper, person), NOT_YOURS)
    _remove(person)
    end_sessions(person)
    _tell(person, "second-step-reset")
    announce(SecondStepRemoved(keeper.id if keeper else None, person.id))


def _uses_time_code(person: User, digits: str) -> bool:
    step = db.session.get(SecondStep, person.id, with_for_update=True)
    used = one_time_codes.step_of(step.shared, digits, step.last_step) if step else None
    if step is None or used is None:
        return False
    step.last_step = used
    return True


def _uses_recovery_code(person: User, digits: str) -> bool:
    hashes = one_time_codes.hashes_of(person.id, digits)
    asked = select(RecoveryCode).where(
        RecoveryCode.user_id == person.id, RecoveryCode.code_hash.in_(hashes),
        RecoveryCode.used_at.is_(None),
    )
    code = db.session.scalar(asked.with_for_update())
    if code is None or person.second_step_at is None:
        return False
    code.used_at = clock.now()
    left = RecoveryCode.user_id == person.id, RecoveryCode.used_at.is_(None)
    _tell(person, "recovery-code-used",
          left=len(db.session.scalars(select(RecoveryCode.id).where(*left)).all()))
    announce(RecoveryCodeUsed(person.id))
    return True


def _keep_recovery_codes(person: User, hashes: list[str]) -> None:
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == person.id))
    db.session.add_all(RecoveryCode(user_id=person.id, code_hash=one) for one in hashes)


def _remove(person: User) -> None:
    for table in (RecoveryCode, SecondStep):
        db.session.execute(delete(table).where(table.user_id == person.id))
    person.second_step_at = None


def _tell(person: User, purpose: str, **context: int) -> None:
    mail.queue_email(person.email, CHANGED, purpose, **context)
