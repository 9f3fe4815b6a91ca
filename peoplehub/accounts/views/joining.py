"""Registration views: the form, the code, the link, the welcome page."""
from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from peoplehub.accounts import actions, passwords, queries
from peoplehub.accounts.actions.email_verification import DEAD_LINK
from peoplehub.accounts.auth import members_only, safe_redirect_path, start_session, viewer
from peoplehub.accounts.choices import I_AM, WORKS_IN_CARE
from peoplehub.accounts.forms import (
    CodeForm,
    DeclarationForm,
    JoinForm,
    JoinLinkElsewhereForm,
    JoinLinkForm,
)
from peoplehub.accounts.models import EmailVerification, SignIn, User
from peoplehub.accounts.tokens import new_token
from peoplehub.accounts.views.address_blocks import note_address_block
from peoplehub.accounts.views.blueprint import bp, this_browser
from peoplehub.core import limits
from peoplehub.core.email_address import readable
from peoplehub.core.errors import Refused, found
from peoplehub.core.forms import Form


@bp.route("/join", methods=["GET", "POST"])
def join() -> ResponseReturnValue:
    if viewer().id is not None:
        return redirect("/")
    form = JoinForm(next=safe_redirect_path(request.args.get("next"), ""))
    count_attempt(form)
    if not form.validate_on_submit():
        return joining_again(form) if form.errors else render_template(
            "accounts/join.html", form=form)
    limits.ask("join from", request.remote_addr)
    limits.ask("letter to", form.email.data)
    password_hash = form.new_password_hash
    with form.refusals_beside():
        verification = actions.join(
            form.email.data, form.pen_name.data, password_hash, form.i_am.data,
            safe_redirect_path(form.next.data, ""),
        )
        return to_confirm(verification, form.email.data, form.next.data)
    return joining_again(form)


@bp.route("/join/confirm", methods=["GET", "POST"])
def confirm() -> ResponseReturnValue:
    """The page stays the same whatever has become of the request meanwhile: it may be looked at by
    somebody who wrote down an address that is not theirs."""
    verification_id, email = session.get("joining"), session.get("joining_email")
    if viewer().id is not None or not email:
        return redirect(url_for(".sign_in"), 303)
    form = CodeForm()
    if form.validate_on_submit():
        limits.ask("code", verification_id)
        token = new_token()
        outcome = actions.confirm_by_code(verification_id, form.digits, token, this_browser())
        if isinstance(outcome, SignIn):
            return welcome_in(outcome, token)
        if not outcome:
            return redirect(url_for(".sign_in"), 303)
        form.code.errors = [outcome]
    page = render_template("accounts/confirm.html", form=form, email=readable(email),
                           onward=session.get("next", ""))
    return page, 422 if form.errors else 200


@bp.post("/join/again")
def send_code_again() -> ResponseReturnValue:
    verification_id, email = session.get("joining"), session.get("joining_email")
    if not email:
        return redirect(url_for(".sign_in"), 303)
    limits.ask("letter to", email)
    session["joining"] = actions.send_code_again(verification_id, email).id
    return redirect(url_for(".confirm"), 303)


@bp.route("/join/confirm/<token>", methods=["GET", "POST"])
def confirm_by_link(token: str) -> ResponseReturnValue:
    verification = queries.verification_by_link(token, "join")
    if verification is None:
        return already_in()
    form, new = (JoinLinkForm() if asked_here(verification) else JoinLinkElsewhereForm()), ""
    if "password" in form and form.is_submitted():
        new = password_of_reader(form, verification)
    if not form.validate_on_submit():  # a mail scanner looks at links, also with HEAD
        page = render_template("accounts/confirm-link.html", form=form, person=verification.user,
                               leads_to_question=verification.next.startswith("/ask?kept="))
        return private(page), 422 if form.errors else 200
    session_token = new_token()
    sign_in = actions.confirm_by_link(
        verification.id, session_token, this_browser(), new and passwords.hashed(new))
    return welcome_in(sign_in, session_token)


@bp.route("/join/questions", methods=["GET", "POST"])
@members_only
def questions() -> ResponseReturnValue:
    """Asked once of those who joined before the form asked it; then on to where they were going."""
    form = DeclarationForm(
        next=safe_redirect_path(request.args.get("next"), ""), i_am=viewer().i_am
    )
    if viewer().works_in_care:
        form.i_am.choices = [(code, words) for code, words in I_AM.items() if code == WORKS_IN_CARE]
    if not viewer().has_declared and not form.validate_on_submit():
        page = render_template("accounts/questions.html", form=form)
        return page, 422 if form.errors else 200
    if not viewer().has_declared:
        actions.declare(viewer(), form.i_am.data)
        flash("Thank you. That is all.")
    return redirect(safe_redirect_path(form.next.data), 303)


@bp.get("/welcome")
@members_only
def welcome() -> ResponseReturnValue:
    return render_template(
        "accounts/welcome.html", back=safe_redirect_path(request.args.get("next"), "")
    )


def already_in() -> Response:
    """A used link, opened again by the one who has just used it, is no mistake of theirs."""
    person_id = viewer().id
    if person_id is None:
        raise Refused(DEAD_LINK)
    return redirect(url_for(".welcome", next=queries.next_after_joining(person_id) or None), 303)


def joining_again(form: JoinForm) -> Response:
    """The refused form, with everything that was typed in it; the password, too, is kept."""
    form.keep_password()
    page = render_template("accounts/join.html", form=form)
    return Response(page, 422, mimetype="text/html", headers={"Cache-Control": "no-store"})


def count_attempt(form: Form) -> None:
    """Judging a new password is work, so it is the attempt that counts, before anything is done."""
    if form.is_submitted():
        limits.ask("password from", viewer().id or request.remote_addr)


def asked_here(verification: EmailVerification) -> bool:
    """Whether it was this browser that asked to join."""
    asked = queries.verification(session.get("joining"))
    return asked is not None and asked.user_id == verification.user_id


def password_of_reader(form: JoinLinkElsewhereForm, verification: EmailVerification) -> str:
    """The password they want from now on; empty where it is the one chosen when joining."""
    count_attempt(form)
    person = found(verification.user)
    written, kept = form.password.data or "", person.password_hash
    form.known = (verification.email, person.pen_name)
    form.fits = len(written) <= passwords.LONGEST and passwords.verify_password(written, kept)
    return "" if form.fits else written


def to_confirm(
    verification: EmailVerification | None, email: str, next_address: str | None
) -> Response:
    """`verification` is missing where the same form was sent again and its request is gone by
    now."""
    session["joining"] = verification.id if verification else 0
    session["joining_email"] = email
    session["next"] = safe_redirect_path(next_address, "")
    return redirect(url_for(".confirm"), 303)


def welcome_in(sign_in: SignIn, token: str) -> Response:
    """In, and on to where they were going, on whatever device they confirmed."""
    next_address = queries.next_after_joining(sign_in.user_id)
    start_session(sign_in.user, token, remember=False)
    note_address_block(sign_in.user)
    return lead_on(sign_in.user, safe_redirect_path(next_address, url_for(".welcome")))


def lead_on(person: User, address: str) -> Response:
    """Where somebody goes who has just come in; past the questions, if they never answered them."""
    if person.is_waiting_to_join:
        address = "/join/request"
    if not person.has_declared:
        address = url_for("accounts.questions", next=address)
    return redirect(address, 303)


def private(page: str) -> Response:
    """A page whose address holds a secret: no other site may hear of it, and no cache keep it.

    Not `no-referrer`: the form on it would say nothing of where it stands ("Origin: null"), as a
    form of another site can do too.
    """
    return Response(page, mimetype="text/html", headers={
        "Referrer-Policy": "same-origin", "Cache-Control": "no-store"})
