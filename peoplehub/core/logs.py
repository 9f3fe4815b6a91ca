"""Structured logging: one JSON line for each request and each event that an operator should know.
On a local machine only warnings, in plain lines. (ASVS 5.0 V16.2 and V16.4.1; OWASP Logging cheat
sheet.)

No line holds what people wrote, a password, a token or an e-mail address: a request is its path
without the question mark and all that follows, a person is a number, a failure is where it
happened and not what it said. Line breaks and colours in what is noted are escaped, so nobody can
forge a line.
"""
import logging
import logging.config
import re
import secrets
import sys
import threading
import time
from collections.abc import Mapping, MutableMapping
from types import TracebackType
from typing import Any

from flask import Flask, Response, g, has_request_context, request
from sqlalchemy import inspect

from peoplehub.core import log_format

SECRET_PARTS = ("token", "receipt", "reference")  # of an address: who knows them may go in
QUIET = ("/static/", "/healthz", "/readyz")  # asked all day long; noted only when they fail
LONGEST_PATH = 200
REQUEST_NUMBER = re.compile(r"[0-9a-f]{32}")  # as nginx makes them

log = logging.getLogger("peoplehub")


def init_app(app: Flask) -> None:
    if app.config["PLACE"] != "testing":
        logging.config.dictConfig(log_format.settings(app.config["PLACE"], add_who_and_where))
        catch_what_else_is_said()
    app.before_request(begin)
    app.after_request(note_answer)


def catch_what_else_is_said() -> None:
    """Warnings of libraries, and failures that nobody caught, are lines like all others: Python
    itself would write them as they come."""
    logging.captureWarnings(True)
    sys.excepthook = _note_uncaught
    threading.excepthook = lambda uncaught: _note_uncaught(
        uncaught.exc_type, uncaught.exc_value or uncaught.exc_type(), uncaught.exc_traceback
    )


def _note_uncaught(
    kind: type[BaseException], failure: BaseException, steps: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt | SystemExit):
        sys.__excepthook__(kind, failure, steps)
    else:
        log.critical("nobody caught a failure", exc_info=(kind, failure, steps))


def tell(happened: str, **about: object) -> None:
    """Note something that whoever watches over the site should know. Numbers and names of ours
    only, never what somebody typed."""
    log.info(happened, extra={"about": about})


def begin() -> None:
    """The request gets its number: nginx's, if ours is before us, so that their lines meet."""
    g.began = time.perf_counter()
    said = request.headers.get("X-Request-ID", "")
    g.request_number = said if REQUEST_NUMBER.fullmatch(said) else secrets.token_hex(16)


def note_answer(response: Response) -> Response:
    """After each request: log its status and duration in milliseconds. Successful requests of
    `QUIET` paths are left out."""
    if response.status_code < 400 and request.path.startswith(QUIET):
        return response
    took = round(1000 * (time.perf_counter() - g.get("began", time.perf_counter())), 1)
    tell("answered", status=response.status_code, milliseconds=took)
    return response


def note_kept_answer(environ: dict, began: float) -> None:
    """The same line for a page that was given before there was a request (`kept_answers`)."""
    said = environ.get("HTTP_X_REQUEST_ID", "")
    tell("answered", status=200, milliseconds=round(1000 * (time.perf_counter() - began), 1),
         request=said if REQUEST_NUMBER.fullmatch(said) else secrets.token_hex(16), method="GET",
         path=environ["PATH_INFO"][:LONGEST_PATH], person=None, address=environ.get("REMOTE_ADDR"))


def add_who_and_where(_logger: Any, _method: str,
                      line: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """structlog processor: adds the number, method and path of the request, the id of the person
    and the client address."""
    if has_request_context():
        line.update({
            "request": g.get("request_number"), "method": request.method, "path": path(),
            "person": person(), "address": request.remote_addr,
        })  # fmt: skip
    return line


def path() -> str:
    """Without the query, and without what would let its reader in."""
    shown = request.path
    for name, value in (request.view_args or {}).items():
        if name in SECRET_PARTS:
            shown = shown.replace(str(value), "-")
    return shown[:LONGEST_PATH]


def person() -> int | None:
    """Whose request this is, where that is known already: a line asks the database nothing."""
    known = inspect(g.get("_login_user"), raiseerr=False)
    return known.identity[0] if known is not None and known.identity else None
