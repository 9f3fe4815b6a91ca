"""Authentication and access control: the viewer of this request, sessions, and views for members or
roles only."""
import re
from collections.abc import Callable, Sequence
from functools import partial, wraps
from typing import Any

from flask import Flask, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user
from sqlalchemy import ColumnElement
from werkzeug import Response
from wtforms import Field

from peoplehub.accounts import known_devices, passwords, queries
from peoplehub.accounts.forms import SignInForm
from peoplehub.accounts.models import MODERATOR, STAFF_ROLES, Anonymous, User
from peoplehub.core import display, error_pages, form_tokens, idempotency, limits, unsent_forms
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import login_manager

SIGNED_OUT = "You are not signed in any more, so this was not sent. Please sign in and try again."
TOOLS_CLOSED = (
    "The tools of the team are closed to you until you set up the second step at sign-in. You do "
    "it in your settings, under “Sign-in and security”. It takes three minutes."
)
TRAINING_ENDED = (
    "Your training for moderators has run out, so you cannot do this just now. Do it again at "
    "/moderation/training: it takes about half an hour, and everything opens again at once."
)
WRONG = "This is not your password. Please try again."
SAFE_REDIRECT_PATH = re.compile(r"/(?![/\\])[!-\[\]-~]*")  # printable ASCII without a backslash


def init_app(app: Flask, counts: Sequence[ColumnElement]) -> None:
    """`counts`: what waits for a person, as columns of the question who is asking."""
    login_manager.init_app(app)
    login_manager.anonymous_user = Anonymous
    login_manager.session_protection = None  # ours are rows; its own trusts X-Forwarded-For
    columns: Any = (User.own_audiences, *counts)
    login_manager.user_loader(
        partial(queries.person_of_session, queries.SESSION.add_columns(*columns)))
    app.before_request(set_idempotency_owner)


def set_idempotency_owner() -> None:
    """Before each POST: idempotency keys are scoped to this person, or to this visitor's browser.
    """
    if request.method == "POST":
        owner = viewer().id
        idempotency.set_key_owner(
            str(owner) if owner else f"visitor {session.get('csrf_token', '')[:16]}"
        )


def viewer() -> User | Anonymous:
    """The `User` or `Anonymous` who makes this request: the object itself, not Flask-Login's proxy.
    """
    return current_user._get_current_object()


def member() -> User:
    """The person this request comes from, for what only somebody signed in reaches. Raises NotFound
    for a visitor."""
    person = viewer()
    if not isinstance(person, User):
        raise NotFound()
    return person


def start_session(person: User, token: str, remember: bool) -> None:
    """Sign `person` in with this browser. `token` is the secret of the `SignIn` row. Whatever the
    session held before is dropped, against session fixation (ASVS 5.0 V7.2.4)."""
    session.clear()
    g.pop(form_tokens.SECRET, None)
    session.permanent = remember
    person.session_token = token
    login_user(person)
    known_devices.remember(person.id)


def clear_session() -> None:
    """Sign this browser out."""
    logout_user()
    session.clear()


def members_only(view: Callable) -> Callable:
    """Decorator of a view: visitors are redirected to sign in, and then back."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        if viewer().id is None:
            return to_sign_in()
        return view(*args, **kwargs)

    return guarded


def for_roles(*roles: str) -> Callable[[Callable], Callable]:
    """Decorator of a view for people of these `roles`: others get NotFound, and so does a suspended
    person."""

    def guard(view: Callable) -> Callable:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
            if viewer().id is None:
                return to_sign_in()
            if viewer().role not in roles or viewer().is_suspended:
                raise NotFound()
            return with_team_rights(roles, view, *args, **kwargs)

        return guarded

    return guard


def team_tool(view: Callable) -> Callable:
    """Decorator of a view that the team uses among others: it is closed to somebody of the team
    who has not set up the second step, or not done the training, in time."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        return with_team_rights(STAFF_ROLES, view, *args, **kwargs)

    return guarded


def with_team_rights(roles: Sequence[str], view: Callable, *args: Any,
                     **kwargs: Any) -> ResponseReturnValue:
    """The answer of `view` for people of `roles`; the way to the training instead for whoever
    moderates and whose training has run out. The site team keeps what only they do, so that
    somebody can give the others their rights back."""
    keeps_it = viewer().is_admin and MODERATOR not in roles
    if keeps_it or viewer().tools_closed or not viewer().needs_training:
        return with_second_step(view, *args, **kwargs)
    if error_pages.wants_json() or error_pages.typed():
        return error_pages.answer(TRAINING_ENDED, 403)
    return render_template("accounts/training-ended.html"), 403


def with_second_step(view: Callable, *args: Any, **kwargs: Any) -> ResponseReturnValue:
    """The answer of `view`; the way to the second step instead when the days of grace are over.
    Until then the page says how long they last."""
    if not viewer().tools_closed:
        g.second_step_due = viewer().second_step_due
        return view(*args, **kwargs)
    if error_pages.wants_json() or error_pages.typed():
        return error_pages.answer(TOOLS_CLOSED, 403)
    return render_template("accounts/tools-closed.html"), 403


def to_sign_in() -> Response:
    """Redirect to the sign-in page and then back. A script gets 401 and a sentence; a form whose
    session ended meanwhile comes back with what was typed, and goes along with signing in."""
    if error_pages.wants_json():
        return error_pages.answer(SIGNED_OUT, 401)
    if error_pages.typed():
        return sign_in_again()
    here = request.full_path.rstrip("?") if request.method == "GET" else ""
    return redirect(url_for("accounts.sign_in", next=here or None))


def sign_in_again() -> Response:
    """The sign-in form below what was typed in a form that cannot be sent; it takes that along."""
    token = session.get("_user_id")
    writer_id = queries.writer_of_session(token) if token else None
    is_carried = writer_id is not None or not token
    form = SignInForm(formdata=None, next=error_pages.came_from(),
                      unsent=unsent_forms.token_of_request(writer_id) if is_carried else "")
    page = render_template("accounts/sign-in.html", form=form, typed=error_pages.typed())
    return Response(page, 401, mimetype="text/html")


def safe_redirect_path(address: str | None, otherwise: str = "/") -> str:
    """`address` if it is a path of this site, else `otherwise`: no open redirects (ASVS 5.0
    V3.7.2)."""
    return address if address and SAFE_REDIRECT_PATH.fullmatch(address) else otherwise


def check_password(field: Field, of: User | None = None) -> bool:
    """Whether `field` holds the password of `of`, or of the viewer. Rate-limited; sets the field's
    error. Asked again before what cannot be undone, or gives somebody power."""
    person = of or viewer()
    number, kept = person.id, person.password_hash
    limits.ask("password of", number)
    if passwords.verify_password(field.data, kept):
        limits.forgive("password of", number)
        return True
    field.errors = [WRONG]
    return False


def display_for(person: User | Anonymous) -> dict[str, str]:
    """Display preferences of a viewer: from the account, or from the cookie of this browser."""
    if person.display:
        return display.chosen(person.display)
    return display.from_cookie(request.cookies.get(display.cookie(), ""))
