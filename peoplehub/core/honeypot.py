"""Honeypot for form spam: a hidden field, and a signed time that shows how quickly a form was
filled in.

A trap never refuses anything and never says a hard word. What falls into one is only looked at
by a person first, so somebody with a fast hand or an eager password manager loses nothing.
"""
from datetime import timedelta

from flask import current_app
from itsdangerous import BadSignature, Signer
from wtforms import HiddenField, StringField

from peoplehub.core import clock

TOO_QUICK = timedelta(seconds=3)
FILLED = "The field that people cannot see was filled in."
QUICK = "It was sent in less than three seconds."
UNSTAMPED = "The time when the form was opened is missing."
HONEYPOT_LABEL = {  # the field means nothing to browsers and to the known password managers
    "autocomplete": "off", "tabindex": "-1", "data-1p-ignore": "", "data-bwignore": "",
    "data-lpignore": "true", "data-form-type": "other",
}


def stamp() -> str:
    """This moment, signed, for a form that is being opened."""
    return _signer().sign(str(clock.now().timestamp())).decode()


class HoneypotFields:
    """A mixin for forms that visitors send. `templates/layout/_honeypot.html` draws the field."""

    website = StringField("Leave this field empty", render_kw=HONEYPOT_LABEL)
    stamp = HiddenField(default=stamp)

    @property
    def doubt(self) -> str:
        """Why a person should look at this first, or nothing."""
        if self.website.data:
            return FILLED
        opened = _moment(self.stamp.data or "")
        if opened is None:
            return UNSTAMPED
        open_for = clock.now().timestamp() - opened  # below nothing: the clock was set back
        return QUICK if 0 <= open_for < TOO_QUICK.total_seconds() else ""


def _moment(stamped: str) -> float | None:
    try:
        return float(_signer().unsign(stamped))
    except (BadSignature, ValueError):
        return None


def _signer() -> Signer:
    """The newest key signs; older ones are still believed."""
    keys = [*current_app.config["SECRET_KEY_FALLBACKS"], current_app.config["SECRET_KEY"]]
    return Signer(keys, salt="form opened")
