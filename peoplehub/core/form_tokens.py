"""The token of forms, signed once for each session instead of once for each page.

A token lasts as long as its session (WTF_CSRF_TIME_LIMIT), so nothing depends on when it was
signed.
"""
from functools import lru_cache

from flask import Flask, current_app, g, request, session
from flask_wtf.csrf import generate_csrf

from peoplehub.core.extensions import csrf

SECRET = "csrf_token"  # the name in the session, and in `g` of what was signed for this request


def init_app(app: Flask) -> None:
    csrf.init_app(app)
    app.extensions["signed tokens"] = lru_cache(maxsize=1024)(_sign)
    app.before_request(keep_token_of_form)
    app.jinja_env.globals["csrf_token"] = form_token
    app.context_processor(lambda: {"csrf_token": form_token})  # Flask-WTF gives pages its own


def form_token() -> str:
    """The token for the forms of this page."""
    if SECRET in session:
        g.csrf_token = current_app.extensions["signed tokens"](session[SECRET])
    return generate_csrf()


def keep_token_of_form() -> None:
    """Before each POST: the form that was sent has its token at hand, should it be shown again."""
    if request.method == "POST" and SECRET in session:
        form_token()


def _sign(_secret: str) -> str:
    """The token of the session of this request, whose secret is given as the key of the cache."""
    g.pop(SECRET, None)
    return generate_csrf()
