"""Error pages and JSON errors: the reason, what to do next, and everything that was typed."""
import logging
from collections.abc import Callable, Iterable
from typing import Any, cast
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, jsonify, render_template, request, session
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import NoResultFound, SQLAlchemyError
from sqlalchemy.orm.exc import ObjectDeletedError, StaleDataError
from werkzeug.exceptions import HTTPException

from peoplehub.core import logs
from peoplehub.core.database import is_away, is_full
from peoplehub.core.errors import FULL, NotFound, Refused, StorageFull, Unavailable
from peoplehub.core.extensions import db
from peoplehub.core.headers import is_from_this_site
from peoplehub.core.patches import flask_login_user

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
DATABASE_AWAY = (
    "PeopleHub cannot reach its own records just now, so nothing was saved. "
    "It is not your fault. Please try again in a minute."
)
EXPIRED = (
    "This form was open for a long time, or you signed in or out in another window, so it was not "
    "sent. Please try again."
)
LABELS = {"text": "Your words"}
SECRET = ("password", "token", "csrf", "key", "code", "action", "website", "stamp",
          "email")


def init_app(app: Flask) -> None:
    app.register_error_handler(Refused, show_refused)
    app.register_error_handler(CSRFError, show_expired)
    app.register_error_handler(HTTPException, show_http)
    app.register_error_handler(ObjectDeletedError, show_gone)
    app.register_error_handler(StaleDataError, show_gone)
    app.register_error_handler(NoResultFound, show_gone)
    app.register_error_handler(SQLAlchemyError, show_database)
    app.register_error_handler(OSError, show_system)
    app.register_error_handler(Exception, show_broken)


def show_refused(refusal: Refused) -> Response:
    """Error handler: the sentence and status of a `Refused`, with Retry-After in seconds where it
    has one."""
    response = answer(str(refusal), refusal.status)
    if retry_after := getattr(refusal, "retry_after", None):
        response.headers["Retry-After"] = str(retry_after)
    return response


def show_expired(error: CSRFError) -> Response:
    """Error handler: a form without the token of this session. With a button to send it, where no
    other site's page can have sent it."""
    logs.tell("form token refused", why=error.description)
    g.may_send_again = is_from_this_site()
    return answer(EXPIRED, 400)


def show_http(error: HTTPException) -> Response:
    """Error handler: an HTTP error of Flask or Werkzeug in a sentence of ours; redirects stay as
    they are."""
    if error.code is None or error.code < 400:
        return current_app.make_response(error.get_response())
    response = answer(SENTENCES.get(error.code, SENTENCES[400]), error.code)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After", "Content-Range"):
            response.headers[name] = value
    return response


def show_gone(error: Exception) -> Response:
    """A row that was there a moment ago is deleted."""
    db.session.rollback()
    return show_refused(NotFound())


def show_database(error: SQLAlchemyError) -> Response:
    """The database is locked, full, damaged, or away: nothing was kept, and it is worth trying
    again. Who is signed in cannot be asked any more either, so for the rest of this request it is
    nobody; and a page that needs nothing is drawn for nobody."""
    if not is_away(error):
        return show_broken(error)
    log.error("the database did not answer: %s", getattr(error, "orig", error))
    _let_go()
    flask_login_user.be_nobody()
    g.is_database_away = True  # the page that is drawn now does not ask it again
    view = current_app.view_functions.get(request.endpoint or "")
    if view and getattr(view, "needs_nothing", False):
        return current_app.make_response(cast(Any, view)(**request.view_args or {}))
    return show_refused(StorageFull() if is_full(error) else Unavailable(DATABASE_AWAY))


def show_system(error: OSError) -> Response:
    """A disk is full, perhaps that on which a large form waits to be read."""
    if error.errno not in FULL:
        return show_broken(error)
    log.error("a disk is full")
    _let_go()
    return show_refused(StorageFull())


def needs_nothing(view: Callable) -> Callable:
    """Mark a view whose page is there for everybody whatever part of the site is away."""
    cast(Any, view).needs_nothing = True
    return view


def show_broken(error: Exception) -> Response:
    log.exception("a request broke")
    _let_go()
    return answer(SENTENCES[500], 500)


def answer(sentence: str, status: int) -> Response:
    """The refusal as this browser asked for it: a page, or one JSON sentence for a script."""
    if wants_json():
        response = jsonify(error=sentence)
    else:
        response = Response(_page(sentence, status), mimetype="text/html")
    response.status_code = status
    if status >= 500:  # nobody keeps what is only so for a minute
        response.headers["Cache-Control"] = "no-store"
    return response


def wants_json() -> bool:
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"


def _page(sentence: str, status: int) -> str:
    """With the site's own frame if that can still be drawn, else without."""
    try:
        return _framed(sentence, status)
    except SQLAlchemyError as error:
        log.error("the database did not answer: %s", type(error).__name__)
    except Exception:
        log.exception("the refusal page itself broke")
    _let_go()
    flask_login_user.be_nobody()
    try:
        return _framed(sentence, status)
    except Exception:
        log.exception("the refusal page of a visitor broke")
        return render_template("layout/back-soon.html", refusal=sentence, status=status)


def _framed(sentence: str, status: int) -> str:
    return render_template(
        "layout/error.html", refusal=sentence, status=status, typed=typed(),
        came_from=came_from(),
        again=fields_to_send_again() if status in (429, 503) or g.get("may_send_again") else {},
        label=label_of, is_signed_in="_user_id" in session,
    )


def _let_go() -> None:
    """End what the request had begun in the database, whether or not it can be told so."""
    try:
        db.session.rollback()
    except SQLAlchemyError:
        log.info("the connection to the database is lost")
        db.session().invalidate()


def came_from() -> str:
    """The page with the form, where it is one of ours."""
    page = urlsplit(request.referrer or "")
    is_ours = page.netloc == request.host and page.path.startswith("/")
    return page.path if is_ours else ""


def fields_to_send_again() -> dict[str, str]:
    """The fields of a form that can be sent again from the page that refuses it, under the same
    key, so that it works once. Not with a file or a secret: those have to be given again."""
    if request.method != "POST" or not typed() or any(f.filename for f in request.files.values()):
        return {}
    fields = {name: words for name, words in request.form.items() if name != "csrf_token"}
    has_lists = any(len(words) > 1 for _, words in request.form.lists())
    has_secret = any(word in name for name in fields for word in ("password", "code", "token"))
    return {} if has_lists or has_secret else fields


def typed() -> dict[str, str]:
    """What the person had typed, field by field, without anything secret."""
    try:
        fields = request.form
    except (HTTPException, OSError):  # too big to read, or broken, or no room to read it
        return {}
    return words_of(fields.items())


def words_of(fields: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The label of each field that somebody typed words into, and the words; nothing secret."""
    return {
        label_of(name): value for name, value in fields
        if len(value) > 2 and not any(word in name for word in SECRET)
    }


def label_of(name: str) -> str:
    return LABELS.get(name) or name.replace("_", " ").capitalize()
