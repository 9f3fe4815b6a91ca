"""Who is signed in, for the rest of a request in which it cannot be asked any more."""
from flask import g

from peoplehub.core.extensions import login_manager


def be_nobody() -> None:
    """Flask-Login keeps the person of a request there. Asked again after the database went away it
    would fail once more, inside the very page that says so."""
    g._login_user = login_manager.anonymous_user()
