"""The token of forms, signed once for each session instead of once for each page.

A token lasts as long as its session (WTF_CSRF_TIME_LIMIT), so nothing depends on when it was
signed.
"""
from functools import lru_cache

from flask import Flask, g, session
from flask_wtf.csrf import generate_csrf

from peoplehub.core.extensions import csrf

SECRET = "csrf_token"  # the name in the session, and in `g` of what was signed for this request


def init_app(app: Flask) -> None:
    csrf.init_app(app)
    app.extensions["signed tokens"] = signed = lru_cache(maxsize=1024)(_sign)

    def form_token() -> str:
        if SECRET in session and SECRET not in g:
            g.csrf_token = signed(session[SECRET])
        return generate_csrf()

    app.jinja_env.globals["csrf_token"] = form_token


def _sign(_secret: str) -> str:
    """The token of the session of this request, whose secret is given as the key of the cache."""
    return generate_csrf()
