"""Settings of the second step: setting it up, recovery codes, switching it off."""
from flask import Response, current_app, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts import actions, one_time_codes, policy, queries
from peoplehub.accounts.auth import check_password, member, members_only, viewer
from peoplehub.accounts.forms import AppCodeForm, OwnPasswordForm
from peoplehub.accounts.views.blueprint import bp
from peoplehub.accounts.views.joining import private
from peoplehub.core import encryption, limits
from peoplehub.core.errors import NotFound

SHOWN = "recovery codes to show"
SHOWN_FOR = 10 * 60  # seconds until they must be looked at


@bp.route("/settings/second-step", methods=["GET", "POST"])
@members_only
def about_second_step() -> ResponseReturnValue:
    """What it is, and the password again before an app is set up."""
    form = OwnPasswordForm()
    if form.validate_on_submit() and check_password(form.password):
        actions.begin_second_step(member(), one_time_codes.new_secret())
        return redirect(url_for(".set_up_second_step"), 303)
    page = render_template(
        "accounts/second-step.html", form=form, left=queries.recovery_codes_left(member()),
        may_switch_off=policy.may_switch_second_step_off(viewer()))
    return page, 422 if form.errors else 200


@bp.route("/settings/second-step/set-up", methods=["GET", "POST"])
@members_only
def set_up_second_step() -> ResponseReturnValue:
    secret, form = queries.pending_secret(member()), AppCodeForm()
    if not secret:
        return redirect(url_for(".about_second_step"), 303)
    if form.validate_on_submit():
        limits.ask("second step to", str(viewer().id))
        codes = one_time_codes.new_recovery_codes()
        with form.refusals_beside():
            actions.confirm_second_step(member(), form.digits, hashes(codes))
            return show_once(codes)
    page = private(render_template("accounts/second-step-set-up.html", form=form,
                                   secret=one_time_codes.in_groups(secret)))
    page.status_code = 422 if form.errors else 200
    return page


@bp.get("/settings/second-step/qr.svg")
@members_only
def second_step_qr() -> ResponseReturnValue:
    """The secret as a picture for the app, while it is being set up."""
    secret = queries.pending_secret(member())
    if not secret:
        raise NotFound()
    address = one_time_codes.address_of(secret, viewer().pen_name, current_app.config["SITE_NAME"])
    return Response(one_time_codes.qr_code(address), mimetype="image/svg+xml",
                    headers={"Cache-Control": "no-store"})


@bp.route("/settings/second-step/codes", methods=["GET", "POST"])
@members_only
def recovery_codes() -> ResponseReturnValue:
    """New ones are shown once, just after they were made; then only how many are left."""
    if viewer().second_step_at is None:
        return redirect(url_for(".about_second_step"), 303)
    form = OwnPasswordForm()
    if form.validate_on_submit() and check_password(form.password):
        codes = one_time_codes.new_recovery_codes()
        actions.renew_recovery_codes(member(), hashes(codes))
        return show_once(codes)
    kept = encryption.decrypt(SHOWN, session.pop(SHOWN, ""), SHOWN_FOR)
    page = private(render_template(
        "accounts/recovery-codes.html", form=form, left=queries.recovery_codes_left(member()),
        codes=[one_time_codes.in_groups(one) for one in kept.split()]))
    page.status_code = 422 if form.errors else 200
    return page


@bp.route("/settings/second-step/off", methods=["GET", "POST"])
@members_only
def switch_second_step_off() -> ResponseReturnValue:
    if not policy.may_switch_second_step_off(viewer()) or viewer().second_step_at is None:
        return redirect(url_for(".about_second_step"), 303)
    form = OwnPasswordForm()
    if form.validate_on_submit() and check_password(form.password):
        actions.switch_second_step_off(member())
        flash("The second step is off. You sign in with your password alone.")
        return redirect(url_for(".security"), 303)
    page = render_template("accounts/second-step-off.html", form=form)
    return page, 422 if form.errors else 200


def hashes(codes: list[str]) -> list[str]:
    return [one_time_codes.hashes_of(member().id, one)[0] for one in codes]


def show_once(codes: list[str]) -> ResponseReturnValue:
    """The next page shows them and forgets them; until then they are in this browser's cookie,
    encrypted."""
    session[SHOWN] = encryption.encrypt(SHOWN, " ".join(codes))
    return redirect(url_for(".recovery_codes"), 303)
