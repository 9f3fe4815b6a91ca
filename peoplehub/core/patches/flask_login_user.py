"""Who is signed in, for the rest of a request in which that has changed."""
from flask import g

from peoplehub.core.extensions import login_manager


def be_nobody() -> None:
    """Flask-Login keeps the person of a request there. Asked again after the database went away it
    would fail once more, inside the very page that says so."""
    g._login_user = login_manager.anonymous_user()


def forget_person() -> None:
    """Whoever is asked for next in this request is found by the session, as in the next request."""
    g.pop("_login_user", None)
