"""Authentication and access control: the viewer of this request, sessions, and views for members or
roles only."""
import re
from collections.abc import Callable
from functools import wraps

from flask import Flask, redirect, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug import Response

from peoplehub.accounts import known_devices, passwords, queries
from peoplehub.accounts.models import Anonymous, User
from peoplehub.core import display, error_pages, idempotency, limits
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import login_manager

SIGNED_OUT = "You are not signed in any more, so this was not sent. Please sign in and try again."
WRONG = "This is not your password. Please try again."
SAFE_REDIRECT_PATH = re.compile(r"/(?![/\\])[!-\[\]-~]*")  # printable ASCII without a backslash


def init_app(app: Flask) -> None:
    login_manager.init_app(app)
    login_manager.anonymous_user = Anonymous
    login_manager.session_protection = None  # ours are rows; its own trusts X-Forwarded-For
    login_manager.user_loader(queries.person_of_session)
    app.before_request(set_idempotency_owner)


def set_idempotency_owner() -> None:
    """Form keys of this request count for this person or this visitor's browser only."""
    if request.method == "POST":
        owner = viewer().id
        idempotency.set_key_owner(
            str(owner) if owner else f"visitor {session.get('csrf_token', '')[:16]}"
        )


def viewer() -> User | Anonymous:
    """The person, or stranger, this request comes from: the real object, not a proxy."""
    return current_user._get_current_object()


def member() -> User:
    """The person this request comes from, for what only somebody signed in reaches. Raises NotFound
    for a stranger."""
    person = viewer()
    if not isinstance(person, User):
        raise NotFound()
    return person


def start_session(person: User, token: str, remember: bool) -> None:
    """Give this browser the session. Whatever it carried before is gone (fixation)."""
    session.clear()
    session.permanent = remember
    person.session_token = token
    login_user(person)
    known_devices.remember(person.id)


def clear_session() -> None:
    logout_user()
    session.clear()


def members_only(view: Callable) -> Callable:
    """Strangers are asked to sign in, and then come back here."""

    @wraps(view)
    def guarded(*args, **kwargs):
        if viewer().id is None:
            return to_sign_in()
        return view(*args, **kwargs)

    return guarded


def for_roles(*roles: str) -> Callable[[Callable], Callable]:
    """Others than these roles see no such page, and nobody of them does while suspended."""

    def guard(view: Callable) -> Callable:
        @wraps(view)
        def guarded(*args, **kwargs):
            if viewer().id is None:
                return to_sign_in()
            if viewer().role not in roles or viewer().is_suspended:
                raise NotFound()
            return view(*args, **kwargs)

        return guarded

    return guard


def to_sign_in() -> Response:
    """To sign in, and back to the page. A script hears it in a sentence; and whose session ended
    while they wrote sees what they typed."""
    if error_pages.wants_json() or ("_user_id" in session and error_pages.typed()):
        return error_pages.answer(SIGNED_OUT, 401)
    here = request.full_path.rstrip("?") if request.method == "GET" else ""
    return redirect(url_for("accounts.sign_in", next=here or None))


def safe_redirect_path(address: str | None, otherwise: str = "/") -> str:
    """An address to go on to, if it is one of ours. Anything else could lead people astray."""
    return address if address and SAFE_REDIRECT_PATH.fullmatch(address) else otherwise


def check_password(field, of: User | None = None) -> bool:
    """Whether the password in that field is theirs: of the person who is signed in, where nobody
    else is said. Asked again before what cannot be undone, or gives somebody power."""
    person = of or viewer()
    number, kept = person.id, person.password_hash
    limits.ask("password of", number)
    if passwords.verify_password(field.data, kept):
        limits.forgive("password of", number)
        return True
    field.errors = [WRONG]
    return False


def display_for(person: User | Anonymous) -> dict[str, str]:
    """How this viewer likes the site to look: as chosen on the account, or in this browser."""
    if person.display:
        return display.chosen(person.display)
    return display.from_cookie(request.cookies.get(display.cookie(), ""))
