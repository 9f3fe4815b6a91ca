"""What a person sees when something cannot be done: a page like the rest, the reason, what to do
next, and everything they typed."""
import logging
from urllib.parse import urlsplit

from flask import Flask, Response, jsonify, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm.exc import ObjectDeletedError, StaleDataError
from werkzeug.exceptions import HTTPException

from peoplehub.core import logs
from peoplehub.core.errors import NotFound, Refused
from peoplehub.core.extensions import db

log = logging.getLogger(__name__)

SENTENCES = {
    400: "We could not understand what was sent. Please go back and try again.",
    404: "We cannot find that page.",
    405: "That page cannot be used in this way. Please go back and try again.",
    413: "That is too big to send. Go back: your words should still be there. Then choose a "
         "smaller file, or send less at once.",
    429: "You have done this many times in a short while. Please wait a little and try again.",
    500: "Something went wrong on our side. It is not your fault, and we have made a note of it.",
    503: "PeopleHub is very busy or being mended. Please try again in a minute.",
}
EXPIRED = (
    "This form was open for a long time, or you signed in or out in another window. "
    "Please copy what you typed, go back, and send it again."
)
SECRET = ("password", "token", "csrf", "key", "code", "action", "website", "stamp",
          "email")


def init_app(app: Flask) -> None:
    app.register_error_handler(Refused, show_refused)
    app.register_error_handler(CSRFError, show_expired)
    app.register_error_handler(HTTPException, show_http)
    app.register_error_handler(ObjectDeletedError, show_gone)
    app.register_error_handler(StaleDataError, show_gone)
    app.register_error_handler(DBAPIError, show_database)
    app.register_error_handler(Exception, show_broken)


def show_refused(refusal: Refused) -> Response:
    response = answer(str(refusal), refusal.status)
    if retry_after := getattr(refusal, "retry_after", None):
        response.headers["Retry-After"] = str(retry_after)
    return response


def show_expired(error: CSRFError) -> Response:
    logs.tell("form token refused", why=error.description)
    return answer(EXPIRED, 400)


def show_http(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return error.get_response()
    response = answer(SENTENCES.get(error.code, SENTENCES[400]), error.code)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After", "Content-Range"):
            response.headers[name] = value
    return response


def show_gone(error: Exception) -> Response:
    db.session.rollback()
    return show_refused(NotFound())


def show_database(error: DBAPIError) -> Response:
    """The database is locked, full, or away: nothing was kept, and it is worth trying again."""
    db.session.rollback()
    if isinstance(error, OperationalError) or error.connection_invalidated:
        log.error("the database did not answer: %s", error.orig)
        response = answer(SENTENCES[503], 503)
        response.headers["Retry-After"] = "10"
        return response
    return show_broken(error)


def show_broken(error: Exception) -> Response:
    log.exception("a request broke")
    db.session.rollback()
    return answer(SENTENCES[500], 500)


def answer(sentence: str, status: int) -> Response:
    """The refusal as this browser asked for it: a page, or one JSON sentence for a script."""
    if wants_json():
        response = jsonify(error=sentence)
    else:
        response = Response(_page(sentence, status), mimetype="text/html")
    response.status_code = status
    return response


def wants_json() -> bool:
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"


def _page(sentence: str, status: int) -> str:
    """With the site's own frame if that can still be drawn, else without."""
    try:
        return render_template("layout/refusal.html", refusal=sentence, status=status,
                               typed=typed(), came_from=_came_from())
    except Exception:
        log.exception("the refusal page itself broke")
        db.session.rollback()
        return render_template("layout/back-soon.html", refusal=sentence, status=status)


def _came_from() -> str:
    """The page with the form, where it is one of ours."""
    page = urlsplit(request.referrer or "")
    is_ours = page.netloc == request.host and page.path.startswith("/")
    return page.path if is_ours else ""


def typed() -> dict[str, str]:
    """What the person had typed, field by field, without anything secret."""
    try:
        fields = request.form
    except HTTPException:  # too big to read, or broken
        return {}
    return {
        name.replace("_", " ").capitalize(): value
        for name, value in fields.items()
        if len(value) > 2 and not any(word in name for word in SECRET)
    }
