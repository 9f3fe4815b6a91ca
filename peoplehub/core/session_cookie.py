"""The session cookie, which outlives a clock that is set back.

Flask's own takes a cookie that was signed "in the future" for a forged one: were the machine's
clock put right by a day, everybody would be signed out, and every open form refused. How long a
session of a person lasts is decided by its row in the database (`accounts`).
"""
from datetime import timedelta

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadSignature

from peoplehub.core import clock


class SessionCookie(SecureCookieSessionInterface):
    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        kept = request.cookies.get(self.get_cookie_name(app), "")
        try:
            signer = self.get_signing_serializer(app)
            values, signed_at = signer.loads(kept, return_timestamp=True)
        except BadSignature:
            return self.session_class()
        is_old = clock.now() - signed_at > timedelta(seconds=lifetime(app))
        return self.session_class() if is_old else self.session_class(values)


def lifetime(app: Flask) -> float:
    return app.permanent_session_lifetime.total_seconds()


def init_app(app: Flask) -> None:
    app.session_interface = SessionCookie()
