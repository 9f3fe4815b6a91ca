"""The session cookie: signed, valid although the clock is set back, never on cacheable responses.

Flask's own takes a cookie that was signed "in the future" for a forged one: were the machine's
clock put right by a day, everybody would be signed out, and every open form refused. How long a
session of a person lasts is decided by its row in the database (`accounts`).

An answer marked `public` may be kept and handed on by caches between us and the browser; a cookie
on it would be somebody's way in. One that has changed what the session holds is not public,
whatever it says.
"""
from copy import deepcopy
from datetime import datetime, timedelta
from functools import lru_cache

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadSignature

from peoplehub.core import clock


class SessionCookie(SecureCookieSessionInterface):
    def __init__(self, app: Flask):
        # A browser sends the same cookie with every request, and its signature stays right.
        self.verified = lru_cache(maxsize=1024)(lambda kept: self._verified(app, kept))

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        kept = request.cookies.get(self.get_cookie_name(app))
        if not kept:
            return self.session_class()
        try:
            values, signed_at = self.verified(kept)
        except BadSignature:
            return self.session_class()
        is_old = clock.now() - signed_at > timedelta(seconds=lifetime(app))
        return self.session_class() if is_old else self.session_class(deepcopy(values))

    def _verified(self, app: Flask, kept: str) -> tuple[dict, datetime]:
        """What a cookie holds and when it was signed. Raises BadSignature, also when no secret key
        is set."""
        signer = self.get_signing_serializer(app)
        if signer is None:
            raise BadSignature("no secret key is set")
        return signer.loads(kept, return_timestamp=True)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if response.cache_control.public and session.modified:
            response.headers["Cache-Control"] = "private, no-cache"
        if not response.cache_control.public:
            super().save_session(app, session, response)


def lifetime(app: Flask) -> float:
    return app.permanent_session_lifetime.total_seconds()


def init_app(app: Flask) -> None:
    app.session_interface = SessionCookie(app)
