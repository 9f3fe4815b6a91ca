"""HTTP views of web push: its page in the settings, and the service worker."""
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Flask, Response, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.accounts.views.blueprint import this_browser
from peoplehub.core import assets
from peoplehub.core.errors import NotFound
from peoplehub.push import actions, encryption, kinds, outbox, policy, queries
from peoplehub.push.forms import DeviceForm, KindsForm, SwitchOnForm

SERVICE_WORKER = "js/service-worker.js"
PICTURE = re.compile(r'"(app/[\w-]+\.png)"')
POLICY = ("default-src 'none'; img-src 'self'; base-uri 'none'; object-src 'none'; "
          "frame-ancestors 'none'")

bp = Blueprint("push", __name__)


def init_app(app: Flask) -> None:
    """Templates ask whether to show the way to it."""
    app.jinja_env.globals["push_offered"] = push_offered


def push_offered() -> bool:
    return outbox.is_on() and policy.may_switch_on(viewer())


def when_on(view: Callable) -> Callable:
    """Decorator of a view: without a key of the site there is nothing there."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        if not outbox.is_on():
            raise NotFound()
        return view(*args, **kwargs)

    return guarded


def confirmed_only(view: Callable) -> Callable:
    """Decorator of a view: whoever has not confirmed their email is told nothing."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        if not policy.may_switch_on(viewer()):
            raise NotFound()
        return view(*args, **kwargs)

    return members_only(guarded)


@bp.get("/settings/push")
@when_on
@confirmed_only
def push() -> ResponseReturnValue:
    return show(_empty_form())


@bp.post("/settings/push")
@when_on
@confirmed_only
def switch_on() -> ResponseReturnValue:
    """The first device says what may come up; for others that is chosen already."""
    form, is_first = SwitchOnForm(), not queries.devices_of(viewer())
    form.needs_tick = is_first and not policy.hears_of_duties(viewer())
    if not form.validate_on_submit():
        return show(form)
    actions.switch_on(member(), viewer().sign_in_id, this_browser(), form.endpoint.data or "",
                      form.p256dh.data or "", form.auth.data or "",
                      form.ticked if is_first else None)
    flash("News comes up on this device from now on. Send yourself a test to see how it looks.")
    return redirect(url_for(".push"), 303)


@bp.post("/settings/push/kinds")
@when_on
@confirmed_only
def choose_kinds() -> ResponseReturnValue:
    form = KindsForm()
    if not form.validate_on_submit():
        return show(_empty_form(), 422)
    actions.choose_kinds(member(), form.ticked)
    flash("Your choice is saved." if form.ticked else "No news comes up on your devices now.")
    return redirect(url_for(".push"), 303)


@bp.post("/settings/push/renew")
@when_on
@confirmed_only
def renew() -> ResponseReturnValue:
    """For a script: the same browser under a new session."""
    form = DeviceForm()
    if not form.validate_on_submit():
        return show(_empty_form(), 422)
    actions.renew(member(), viewer().sign_in_id, form.endpoint.data or "")
    return "", 204


@bp.post("/settings/push/<int:device_id>/off")
@when_on
@confirmed_only
def switch_off(device_id: int) -> ResponseReturnValue:
    actions.switch_off(member(), queries.device_for(viewer(), device_id).id)
    flash("Nothing comes up on that device any more. Emails still come.")
    return redirect(url_for(".push"), 303)


@bp.post("/settings/push/test")
@when_on
@confirmed_only
def send_test() -> ResponseReturnValue:
    actions.send_test(member())
    flash("A test is on its way to your devices. It should come up within a minute.")
    return redirect(url_for(".push"), 303)


@bp.get("/service-worker.js")
@when_on
def service_worker() -> Response:
    """At the root, so that it may open any page of the site. It names no file but pictures."""
    source = assets.all_assets()[SERVICE_WORKER].data.decode()
    words = PICTURE.sub(lambda found: f'"{assets.static_url(found[1])}"', source)
    response = Response(words, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Content-Security-Policy"] = POLICY
    return response


def _empty_form() -> SwitchOnForm:
    return SwitchOnForm(formdata=None, data=_ticks(kinds.AT_FIRST))


def _ticks(at_first: tuple[str, ...] = ()) -> dict[str, bool]:
    """By what the viewer chose, and before that by what is usual."""
    chosen = viewer().preferences
    ticked = kinds.ticked_by(chosen) if kinds.STORED_AS in chosen else at_first
    return {kind: kind in ticked for kind in kinds.KINDS}


def show(form: SwitchOnForm, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "push/push.html", form=form, kinds_form=KindsForm(formdata=None, data=_ticks()),
        has_duties=policy.hears_of_duties(viewer()), devices=queries.devices_of(viewer()),
        this_one=viewer().sign_in_id,
        push_key=encryption.public_key(current_app.config["PUSH_KEY"]))
    return page, 422 if form.errors else status
