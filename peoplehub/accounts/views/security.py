"""Security settings: password, e-mail address, open sessions."""
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts import actions, queries
from peoplehub.accounts.actions.email_verification import DEAD_LINK
from peoplehub.accounts.auth import check_password, clear_session, members_only, viewer
from peoplehub.accounts.forms import (
    ChangeEmailForm,
    ChangePasswordForm,
    EmailLinkElsewhereForm,
    EmailLinkForm,
)
from peoplehub.accounts.views.blueprint import bp
from peoplehub.accounts.views.joining import count_attempt, private
from peoplehub.core import limits
from peoplehub.core.errors import Refused


@bp.get("/settings/security")
@members_only
def security() -> ResponseReturnValue:
    return render_template(
        "accounts/security.html", sessions=queries.sessions_of(viewer()),
        this_one=viewer().sign_in_id,
    )  # fmt: skip


@bp.route("/settings/security/password", methods=["GET", "POST"])
@members_only
def change_password() -> ResponseReturnValue:
    form = ChangePasswordForm()
    count_attempt(form)
    form.known = (viewer().email, viewer().pen_name)
    if form.validate_on_submit() and check_password(form.current_password):
        actions.change_password(viewer(), form.new_password_hash)
        flash("Your password is changed. Your other devices are signed out.")
        return redirect(url_for(".security"), 303)
    if form.errors:
        form.keep_password()
    page = render_template("accounts/change-password.html", form=form)
    return page, 422 if form.errors else 200


@bp.route("/settings/security/email", methods=["GET", "POST"])
@members_only
def change_email() -> ResponseReturnValue:
    form = ChangeEmailForm()
    if form.validate_on_submit() and check_password(form.email_password):
        limits.ask("letter to", form.email.data)
        actions.ask_for_new_email(viewer(), form.email.data)
        flash("We have sent a message to your new email address. Open the link in it to finish.")
        return redirect(url_for(".security"), 303)
    page = render_template("accounts/change-email.html", form=form)
    return page, 422 if form.errors else 200


@bp.route("/confirm-email/<token>", methods=["GET", "POST"])
def confirm_email(token: str) -> ResponseReturnValue:
    """The link works on any device: whoever has it reads the new mailbox. Where they are not signed
    in they give the password too: the address may be somebody else's, who asked for nothing."""
    verification = queries.verification_by_link(token, "email")
    if verification is None:
        raise Refused(DEAD_LINK)
    form = EmailLinkForm() if viewer().id == verification.user_id else EmailLinkElsewhereForm()
    is_theirs = form.validate_on_submit()  # a mail scanner looks at links, also with HEAD
    if is_theirs and "password" in form:
        is_theirs = check_password(form.password, of=verification.user)
    if not is_theirs:
        page = render_template("accounts/confirm-email.html", form=form)
        return private(page), 422 if form.errors else 200
    actions.confirm_new_email(verification.id)
    flash("Your new email is confirmed. Please sign in with it from now on.")
    return redirect(url_for(".security"), 303)


@bp.post("/settings/security/sessions/<int:sign_in_id>/end")
@members_only
def end_session(sign_in_id: int) -> ResponseReturnValue:
    actions.end_session(viewer(), sign_in_id)
    if sign_in_id == viewer().sign_in_id:
        clear_session()
    flash("That device is signed out.")
    return redirect(url_for(".security"), 303)


@bp.post("/settings/security/sessions/end-others")
@members_only
def end_other_sessions() -> ResponseReturnValue:
    actions.end_other_sessions(viewer(), viewer().sign_in_id)
    flash("All your other devices are signed out.")
    return redirect(url_for(".security"), 303)
