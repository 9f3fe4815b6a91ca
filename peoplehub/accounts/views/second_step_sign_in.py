"""The second step of signing in: the code after the right password."""
import hashlib

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts import actions, known_devices, passwords, queries
from peoplehub.accounts.actions.second_step import WRONG_CODE
from peoplehub.accounts.auth import safe_redirect_path, start_session, viewer
from peoplehub.accounts.forms import SecondStepForm, SignInForm
from peoplehub.accounts.models import WITH_SECOND_STEP, User
from peoplehub.accounts.tokens import new_token
from peoplehub.accounts.views.address_blocks import note_address_block
from peoplehub.accounts.views.blueprint import bp, this_browser
from peoplehub.accounts.views.break_in_signs import noting_guessed_codes
from peoplehub.accounts.views.signed_in import signed_in
from peoplehub.core import clock, limits, logs

WAITS = 10 * 60  # seconds between the password and the code
TOO_LATE = "Please sign in again: the code was not typed within 10 minutes."


@bp.route("/sign-in/second-step", methods=["GET", "POST"])
def second_step() -> ResponseReturnValue:
    if viewer().id is not None:
        return redirect(safe_redirect_path(session.get("next")), 303)
    person = who_gave_the_password()
    if person is None:
        flash(TOO_LATE)
        return redirect(url_for(".sign_in"), 303)
    form = SecondStepForm()
    if form.validate_on_submit():
        if answer := let_in(person, form.digits, form.unsent.data):
            return answer
        form.code.errors = [WRONG_CODE]
    page = render_template("accounts/second-step-sign-in.html", form=form)
    return page, 422 if form.errors else 200


def ask_for_code(person: User, form: SignInForm) -> ResponseReturnValue:
    """The password was right. This browser's session, which is signed, remembers that for some
    minutes; nobody is signed in by it. What could not be sent is too large for it."""
    if passwords.is_outdated(person.password_hash):
        actions.improve_hash(person, passwords.hashed(form.password.data))
    remember = form.remember.data and person.role not in WITH_SECOND_STEP
    session["second_step"] = [person.id, mark_of(person), int(clock.now().timestamp()), remember]
    session["next"] = safe_redirect_path(form.next.data, "")
    if form.unsent.data:
        code = SecondStepForm(formdata=None, unsent=form.unsent.data)
        return render_template("accounts/second-step-sign-in.html", form=code)
    return redirect(url_for(".second_step"), 303)


def who_gave_the_password() -> User | None:
    """Not any more when that was long ago, or it is another password by now."""
    person_id, mark, at, _remember = session.get("second_step", (None, "", 0, False))
    person = queries.person(person_id) if person_id else None
    if person is None or mark != mark_of(person) or clock.now().timestamp() - at > WAITS:
        return None
    return person


def let_in(person: User, digits: str, unsent: str | None) -> ResponseReturnValue | None:
    """Signed in, or None when the code is wrong."""
    counted = guesses(person)
    limits.check("second step from", request.remote_addr)
    with noting_guessed_codes(person):
        for name, who in counted.items():
            limits.ask(name, who)
    remember, next_address = session["second_step"][3], session.get("next")
    token = new_token()
    is_known = bool(known_devices.knows(person.id))
    if actions.sign_in_with_code(person, digits, token, this_browser(), remember=remember,
                                 is_known=is_known) is None:
        limits.ask("second step from", request.remote_addr)
        logs.tell("second step failed", of=person.id)
        return None
    for name, who in counted.items():
        limits.forgive(name, who)
    start_session(person, token, remember)
    note_address_block(person)
    logs.tell("signed in", person=person.id)
    return signed_in(person, safe_redirect_path(next_address), unsent)


def guesses(person: User) -> dict[str, str]:
    """What a try counts for; in a browser that knows its owner, for that browser alone: nobody who
    has got hold of the password can use up the owner's tries."""
    if device := known_devices.knows(person.id):
        return {"second step on": f"{person.id} {device}"}
    pair = f"{person.id} {limits.network(request.remote_addr)}"
    return {"second step": pair, "second step to": str(person.id)}


def mark_of(person: User) -> str:
    """Changes with the password."""
    return hashlib.sha256(f"second step {person.password_hash}".encode()).hexdigest()[:16]
