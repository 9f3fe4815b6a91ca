"""HTTP views of web push: its page in the settings, and the service worker."""
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Flask, Response, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import for_roles, member, viewer
from peoplehub.accounts.models import ADVISOR, COORDINATOR, STAFF_ROLES
from peoplehub.accounts.views.blueprint import this_browser
from peoplehub.core import assets
from peoplehub.core.errors import NotFound
from peoplehub.push import actions, encryption, outbox, policy, queries
from peoplehub.push.forms import DeviceForm, SwitchOnForm

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


team_only = for_roles(*STAFF_ROLES, ADVISOR, COORDINATOR)


@bp.get("/settings/push")
@when_on
@team_only
def push() -> ResponseReturnValue:
    return show(SwitchOnForm(formdata=None))


@bp.post("/settings/push")
@when_on
@team_only
def switch_on() -> ResponseReturnValue:
    form = SwitchOnForm()
    if not form.validate_on_submit():
        return show(form)
    actions.switch_on(member(), viewer().sign_in_id, this_browser(), form.endpoint.data or "",
                      form.p256dh.data or "", form.auth.data or "")
    flash("Alarms come to this device from now on. Send yourself a test to see how it looks.")
    return redirect(url_for(".push"), 303)


@bp.post("/settings/push/renew")
@when_on
@team_only
def renew() -> ResponseReturnValue:
    """For a script: the same browser under a new session."""
    form = DeviceForm()
    if not form.validate_on_submit():
        return show(SwitchOnForm(formdata=None), 422)
    actions.renew(member(), viewer().sign_in_id, form.endpoint.data or "")
    return "", 204


@bp.post("/settings/push/<int:device_id>/off")
@when_on
@team_only
def switch_off(device_id: int) -> ResponseReturnValue:
    actions.switch_off(member(), queries.device_for(viewer(), device_id).id)
    flash("Alarms do not come to that device any more. Emails still do.")
    return redirect(url_for(".push"), 303)


@bp.post("/settings/push/test")
@when_on
@team_only
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


def show(form: SwitchOnForm, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "push/push.html", form=form, devices=queries.devices_of(viewer()),
        this_one=viewer().sign_in_id,
        push_key=encryption.public_key(current_app.config["PUSH_KEY"]))
    return page, 422 if form.errors else status
