"""Sessions: one row for every browser that somebody is signed in with."""
from sqlalchemy import select, update

from peoplehub.accounts import policy, queries
from peoplehub.accounts.events import (
    AllSessionsEnded,
    EverybodySignedOut,
    OtherSessionsEnded,
    SessionEnded,
    SignedIn,
    SignedOut,
)
from peoplehub.accounts.models import LASTS, LASTS_REMEMBERED, SignIn, User
from peoplehub.accounts.tokens import hash_of
from peoplehub.core import clock
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import require
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import repeatable

ACCOUNT_CLOSED = (
    "The team has closed this account, so nobody can sign in with it. We sent an email that says "
    "why. It has a link with which you can ask us to look again."
)


@act
@repeatable
def sign_in(person: User, token: str, browser: str, *, remember: bool = False,
            better_hash: str = "", instead_of: int | None = None, is_known: bool = True) -> SignIn:
    """A new session.

    `better_hash`: of the same password, where the old one was made too weakly. `instead_of`: the
    session this browser had until now. `is_known`: whether they have signed in with it before.
    """
    if better_hash:
        person.password_hash = better_hash
    if instead_of:
        _end(db.session.get_one(SignIn, instead_of))
    return open_session(person, token, browser, remember, is_known=is_known)


@act
@repeatable
def improve_hash(person: User, better_hash: str) -> None:
    """Of the same password, where the old one was made too weakly."""
    person.password_hash = better_hash


@act
@repeatable
def note_use(sign_in_id: int) -> None:
    session = db.session.get(SignIn, sign_in_id)
    if session is not None:
        session.note_use()


@act
def sign_out(person: User, sign_in_id: int) -> None:
    _end(queries.sign_in_of(person, sign_in_id))
    announce(SignedOut(person.id, sign_in_id))


@act
def end_session(person: User, sign_in_id: int) -> None:
    """End one of one's own sessions from another browser."""
    _end(queries.sign_in_of(person, sign_in_id))
    announce(SessionEnded(person.id, sign_in_id))


@act
def end_other_sessions(person: User, but: int | None) -> None:
    end_sessions(person, but)


@act
def end_all_sessions(admin: User | None, person: User) -> None:
    """Sign somebody out everywhere, because a device of theirs is lost. `admin` is empty when it is
    done on the server's own command line."""
    require(admin is None or policy.may_end_sessions(admin), "You cannot sign this person out.")
    end_sessions(person)
    announce(AllSessionsEnded(admin.id if admin else None, person.id))


@act
def end_everybodys_sessions(admin: User | None) -> None:
    """Sign everybody out everywhere, the one who does it too: somebody may hold what they should
    not. `admin` is empty when it is done on the server's own command line."""
    require(admin is None or policy.may_end_sessions(admin), "You cannot sign people out.")
    everybodys = update(SignIn).where(SignIn.is_open()).values(ended_at=clock.now())
    db.session.execute(everybodys)
    announce(EverybodySignedOut(admin.id if admin else None))


def open_session(person: User, token: str, browser: str, remember: bool = False, *,
                 is_known: bool = True) -> SignIn:
    require(person.banned_at is None, ACCOUNT_CLOSED)
    now = clock.now()
    session = save(SignIn(
        user_id=person.id, token_hash=hash_of(token), browser=browser, began_at=now, used_at=now,
        is_known=is_known,
        expires_at=now + (LASTS_REMEMBERED if remember else LASTS),
    ))  # fmt: skip
    session.note_use()
    announce(SignedIn(person.id, session.id))
    return session


def end_sessions(person: User, but: int | None = None) -> None:
    """End every session of theirs, but perhaps the one they are using."""
    theirs = select(SignIn.id).where(SignIn.user_id == person.id, SignIn.is_open())
    ids = [i for i in db.session.scalars(theirs) if i != but]
    db.session.execute(update(SignIn).where(SignIn.id.in_(ids)).values(ended_at=clock.now()))
    for sign_in_id in ids:
        announce(SessionEnded(person.id, sign_in_id))
    announce(OtherSessionsEnded(person.id, but))


def _end(session: SignIn) -> None:
    session.ended_at = clock.now()
