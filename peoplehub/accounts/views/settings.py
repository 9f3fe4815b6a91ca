"""Personal settings: display, e-mail notifications, privacy, data."""
from dataclasses import asdict

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from peoplehub.accounts import (
    access_needs,
    actions,
    email_kinds as kinds,
    email_times as times,
    queries,
)
from peoplehub.accounts.auth import display_for, members_only, safe_redirect_path, viewer
from peoplehub.accounts.forms import (
    AccessForm,
    AnswersForm,
    DisplayForm,
    EmailKindsForm,
    EmailTimesForm,
    LettersForm,
    PrivacyForm,
    QuietTimeForm,
)
from peoplehub.accounts.views.blueprint import bp
from peoplehub.core import clock
from peoplehub.core.display import YEAR, cookie, to_cookie
from peoplehub.core.paging import page_number


@bp.get("/settings")
@members_only
def settings() -> ResponseReturnValue:
    return render_template("accounts/settings.html")


@bp.route("/settings/display", methods=["GET", "POST"])
def display() -> ResponseReturnValue:
    """For visitors too."""
    form = DisplayForm(data={**display_for(viewer()), "next": request.args.get("next")})
    if not form.validate_on_submit():
        return render_template("accounts/display.html", form=form), 422 if form.errors else 200
    chosen = {name: value for name, value in form.data.items() if isinstance(value, str)}
    if viewer().id is not None:
        actions.choose_display(viewer(), chosen)
    flash("Your choices are saved.")
    return remembered(
        redirect(safe_redirect_path(form.next.data, url_for(".display")), 303), chosen
    )


@bp.route("/settings/letters", methods=["GET", "POST"])
@members_only
def letters() -> ResponseReturnValue:
    form = LettersForm(data={"letters": "important", **viewer().preferences})
    if not form.validate_on_submit():
        shown = render_template("accounts/letters.html", form=form, **stopped_kinds())
        return shown, 422 if form.errors else 200
    actions.choose_letters(viewer(), form.letters.data, form.weekly_on.data)
    flash("Your choice is saved.")
    return redirect(url_for(".letters"), 303)


@bp.post("/settings/letters/kinds")
@members_only
def email_kinds() -> ResponseReturnValue:
    form = EmailKindsForm()
    if form.validate_on_submit():
        actions.resume_emails(viewer(), form.ticked)
        flash("What you ticked comes again." if form.ticked else "Nothing is ticked yet.")
    return redirect(url_for(".letters"), 303)


@bp.post("/settings/letters/times")
@members_only
def email_times() -> ResponseReturnValue:
    """Quiet hours and a pause."""
    form = EmailTimesForm()
    if not form.validate_on_submit():
        chosen = LettersForm(formdata=None, data={"letters": "important", **viewer().preferences})
        context = stopped_kinds() | {"times_form": form}
        return render_template("accounts/letters.html", form=chosen, **context), 422
    actions.choose_email_times(viewer(), form.quiet_from.data, form.quiet_to.data,
                               form.paused_until.data)
    flash("Your choice is saved.")
    return redirect(url_for(".letters"), 303)


@bp.route("/settings/access", methods=["GET", "POST"])
@members_only
def access() -> ResponseReturnValue:
    """What somebody needs to be reached well."""
    form = AccessForm(data=asdict(access_needs.of(viewer().preferences)))
    if not form.validate_on_submit():
        return render_template("accounts/access.html", form=form), 422 if form.errors else 200
    access_needs.choose_access(viewer(), access_needs.AccessNeeds(
        form.emails_as.data, form.easy.data, form.phone_me.data,
        (form.phone.data or "") if form.phone_me.data else "", form.team_may_see.data))
    flash("Your choices are saved.")
    return redirect(url_for(".access"), 303)


@bp.post("/settings/letters/address")
@members_only
def wake_address() -> ResponseReturnValue:
    """The member says that their address is right."""
    actions.wake_address(viewer())
    flash("Thank you. Emails come to your address again.")
    return redirect(url_for(".letters"), 303)


@bp.route("/settings/quiet-time", methods=["GET", "POST"])
@members_only
def quiet_time() -> ResponseReturnValue:
    """For somebody who has lost a person, or for whom it is all too much."""
    form = QuietTimeForm()
    if form.validate_on_submit():
        actions.begin_quiet_time(viewer())
        return redirect(url_for(".quiet_time"), 303)
    return render_template("accounts/quiet-time.html", form=form, **stopped_kinds())


def stopped_kinds() -> dict:
    """What the member has stopped, and the form by which it comes again."""
    stopped = kinds.stopped_by(viewer().preferences)
    coming = {kind: kind not in stopped for kind in kinds.KINDS}
    return {"stopped": stopped, "is_quiet": "quiet_since" in viewer().preferences,
            "address_rests": kinds.RESTS in viewer().preferences,
            "times_form": _times_form(viewer().preferences),
            "kinds_form": EmailKindsForm(formdata=None, data=coming)}


def _times_form(chosen: dict) -> EmailTimesForm:
    return EmailTimesForm(formdata=None, data={
        "quiet_from": chosen.get(times.FROM, ""), "quiet_to": chosen.get(times.TO, ""),
        "paused_until": times.paused_until(chosen, clock.now())})


@bp.route("/settings/privacy", methods=["GET", "POST"])
@members_only
def privacy() -> ResponseReturnValue:
    form = PrivacyForm(data=viewer().preferences)
    if not form.validate_on_submit():
        blocked, page = queries.people_blocked_by(viewer(), page_number(request.args))
        shown = render_template("accounts/privacy.html", form=form, blocked=blocked, page=page)
        return shown, 422 if form.errors else 200
    actions.choose_privacy(viewer(), form.read_signs.data, form.typing.data)
    flash("Your choices are saved.")
    return redirect(url_for(".privacy"), 303)


@bp.route("/settings/messages", methods=["GET", "POST"])
@members_only
def answers() -> ResponseReturnValue:
    """When one answers messages."""
    form = AnswersForm(data=viewer().preferences)
    if not form.validate_on_submit():
        return render_template("accounts/answers.html", form=form), 422 if form.errors else 200
    actions.choose_answers(viewer(), form.answers.data or "", form.quiet_from.data or "",
                           form.quiet_to.data or "", form.no_first_messages.data)
    flash("Your choices are saved.")
    return redirect(url_for(".answers"), 303)


@bp.get("/settings/data")
@members_only
def data() -> ResponseReturnValue:
    return render_template("accounts/data.html")


def remembered(response: Response, chosen: dict[str, str]) -> Response:
    """With the choices in this browser's cookie, so that they hold before and after signing in."""
    response.set_cookie(
        cookie(), to_cookie(chosen), max_age=YEAR, path="/", httponly=True,
        samesite="Lax", secure=current_app.config["SESSION_COOKIE_SECURE"],
    )  # fmt: skip
    return response
