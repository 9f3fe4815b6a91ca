"""Signing in and out."""
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from peoplehub.accounts import actions, known_devices, passwords, queries
from peoplehub.accounts.auth import (
    clear_session,
    members_only,
    safe_redirect_path,
    start_session,
    viewer,
)
from peoplehub.accounts.forms import SignInForm
from peoplehub.accounts.models import WITH_SECOND_STEP, User
from peoplehub.accounts.tokens import new_token
from peoplehub.accounts.views.address_blocks import note_address_block
from peoplehub.accounts.views.blueprint import bp, this_browser
from peoplehub.accounts.views.break_in_signs import note_wrong_password
from peoplehub.accounts.views.joining import to_confirm
from peoplehub.accounts.views.second_step_sign_in import ask_for_code
from peoplehub.accounts.views.signed_in import signed_in
from peoplehub.core import limits, logs

WRONG = "The email or the password is not right. Please check both and try again."


@bp.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    if viewer().id is not None and request.method == "GET":
        return redirect(safe_redirect_path(request.args.get("next")))
    form = SignInForm(next=safe_redirect_path(request.args.get("next"), ""))
    if form.validate_on_submit():
        if person := person_with(form.email.data, form.password.data):
            return let_through(person, form)
        form.form_errors.append(WRONG)
    return render_template("accounts/sign-in.html", form=form), 422 if form.errors else 200


@bp.get("/sign-out")
@members_only
def sign_out_page() -> ResponseReturnValue:
    return render_template(
        "accounts/sign-out.html", heading="Do you want to sign out?", button="Sign out",
        sentence="What you were writing on this device and have not sent will be cleared. "
                 "What is in your drafts stays there.",
        action=url_for(".sign_out"), cancel="/",
    )  # fmt: skip


@bp.post("/sign-out")
@members_only
def sign_out() -> ResponseReturnValue:
    actions.sign_out(viewer(), viewer().sign_in_id)
    clear_session()
    flash("You have signed out.")
    response = redirect("/", 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def person_with(email: str, password: str) -> User | None:
    """The person whose e-mail and password these are.

    Whoever has the account, and whoever last asked to join with that e-mail: both are compared,
    whether or not there is one, so that a password just used for joining tells nothing.
    """
    account, joining = queries.person_with_email(email), queries.person_joining(email)
    hashes = [person.password_hash if person else "" for person in (account, joining)]
    device = known_devices.knows(account.id) if account else ""
    counted = guesses(email, device)
    if not device:
        limits.check("sign-in from", request.remote_addr)
    for name, who in counted.items():  # before the work, so that many at once do not slip through
        limits.ask(name, who)
    if passwords.verify_password(password, hashes[0]):
        for name, who in counted.items():
            limits.forgive(name, who)
        return account
    if passwords.verify_password(password, hashes[1]):
        return joining
    if not device:
        note_wrong_password(email, request.remote_addr)
    logs.tell("sign-in failed", of=account.id if account else None)
    return None


def guesses(email: str, device: str) -> dict[str, str]:
    """What a try at this e-mail counts for. In a browser that knows its owner, for that browser
    alone: nobody elsewhere can use its tries up, nor this one the tries of others."""
    if device:
        return {"sign-in on": f"{email} {device}"}
    pair = f"{email} {limits.network(request.remote_addr)}"
    return {"sign-in": pair, "sign-in to": email}


def let_through(person: User, form: SignInForm) -> ResponseReturnValue:
    if not person.owns_email:
        return ask_to_confirm_first(person, form)
    if person.second_step_at is not None:
        return ask_for_code(person, form)
    better_hash, token = "", new_token()
    if passwords.is_outdated(person.password_hash):
        better_hash = passwords.hashed(form.password.data)
    remember = form.remember.data and person.role not in WITH_SECOND_STEP
    actions.sign_in(
        person, token, this_browser(), remember=remember, better_hash=better_hash,
        instead_of=viewer().sign_in_id, is_known=bool(known_devices.knows(person.id)),
    )  # fmt: skip
    start_session(person, token, remember)
    note_address_block(person)
    logs.tell("signed in", person=person.id)
    return signed_in(person, safe_redirect_path(form.next.data), form.unsent.data)


def ask_to_confirm_first(person: User, form: SignInForm) -> Response:
    limits.ask("letter to", form.email.data)
    verification = actions.ask_to_confirm(
        person, form.email.data, safe_redirect_path(form.next.data, "")
    )
    flash("Please confirm your email first. We have sent you a new email.")
    return to_confirm(verification, form.email.data, form.next.data)
