"""Password reset: ask for an e-mail, follow its link, choose a new password."""
from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts import actions, known_devices, passwords, queries
from peoplehub.accounts.actions.email_verification import DEAD_LINK
from peoplehub.accounts.auth import safe_redirect_path
from peoplehub.accounts.forms import ForgottenForm, NewPasswordForm
from peoplehub.accounts.models import User
from peoplehub.accounts.views.blueprint import bp
from peoplehub.accounts.views.joining import count_attempt, private
from peoplehub.accounts.views.sessions import guesses
from peoplehub.core import limits
from peoplehub.core.errors import Refused, found


@bp.route("/forgotten-password", methods=["GET", "POST"])
def forgotten_password() -> ResponseReturnValue:
    form = ForgottenForm(next=safe_redirect_path(request.args.get("next"), ""))
    if not form.validate_on_submit():
        page = render_template("accounts/forgotten.html", form=form)
        return page, 422 if form.errors else 200
    limits.ask("new password from", request.remote_addr)
    limits.ask("letter to", form.email.data)
    actions.ask_for_new_password(form.email.data, safe_redirect_path(form.next.data, ""))
    return redirect(url_for(".letter_sent"), 303)


@bp.get("/forgotten-password/sent")
def letter_sent() -> ResponseReturnValue:
    return render_template("accounts/letter-sent.html")


@bp.get("/forgotten-password/<token>")
def new_password_link(token: str) -> ResponseReturnValue:
    """The secret goes out of the address at once, into this browser's session."""
    verification = queries.verification_by_link(token, "password")
    if verification is None:
        raise Refused(DEAD_LINK)
    session["new_password"] = verification.id
    response = redirect(url_for(".new_password"), 303)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.route("/new-password", methods=["GET", "POST"])
def new_password() -> ResponseReturnValue:
    verification = queries.verification(session.get("new_password"))
    if verification is None or not verification.is_open:
        raise Refused(DEAD_LINK)
    form = NewPasswordForm()
    count_attempt(form)
    person = found(verification.user)
    form.known = (person.email, person.pen_name)
    if not form.validate_on_submit():
        response = private(
            render_template("accounts/new-password.html", form=form, email=person.email)
        )
        response.status_code = 422 if form.errors else 200
        return response
    person = actions.set_new_password(verification.id, passwords.hashed(form.password.data),
                                      is_known=bool(known_devices.knows(person.id)))
    session.clear()
    start_afresh(person)
    flash("Your new password is set. Please sign in with it.")
    return redirect(url_for(".sign_in", next=verification.next or None), 303)


def start_afresh(person: User) -> None:
    """Whoever has just shown that they read the mailbox comes in at once, here above all, however
    many wrong passwords somebody tried before."""
    for name, who in guesses(person.email, known_devices.knows(person.id)).items():
        limits.forgive(name, who)
    limits.forgive("sign-in to", person.email)
    limits.forgive("second step to", str(person.id))
    known_devices.remember(person.id)
