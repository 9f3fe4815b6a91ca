"""Session activity: notes when a session was last used, so that an unused one expires."""
from datetime import timedelta

from flask import Response, g, request
from sqlalchemy.exc import DBAPIError

from peoplehub.accounts import actions
from peoplehub.accounts.auth import viewer
from peoplehub.accounts.views.blueprint import bp
from peoplehub.core import clock, error_pages, logs
from peoplehub.core.extensions import db

NOTED_EVERY = timedelta(minutes=15)  # when something is sent
READING_NOTED_EVERY = timedelta(minutes=30)  # so that reading writes next to nothing


@bp.before_app_request
def note_sending() -> None:
    used_at = viewer().session_used_at if request.method == "POST" else None
    if used_at and clock.now() - used_at > NOTED_EVERY:
        actions.note_use(viewer().sign_in_id)


@bp.after_app_request
def note_reading(response: Response) -> Response:
    """A page that somebody opened. What an open page asks by itself is no use of it: it would keep
    a session going for ever on a device that was left behind. An answer never fails by it."""
    reader = g.get("_login_user")
    used_at = getattr(reader, "session_used_at", None) if is_opened(response) else None
    if used_at and clock.now() - used_at > READING_NOTED_EVERY:
        try:
            actions.note_use(reader.sign_in_id)
        except DBAPIError:
            db.session.rollback()
            logs.tell("the use of a session was not noted")
    return response


def is_opened(response: Response) -> bool:
    is_page = request.method == "GET" and response.mimetype == "text/html"
    return is_page and response.status_code < 400 and not error_pages.wants_json()
