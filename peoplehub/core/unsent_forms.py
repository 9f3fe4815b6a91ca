"""A form that was not taken because its writer has to sign in first: it goes along with signing in,
in a signed token, and is sent with one more tap. The same person has to sign in, within an hour."""
from dataclasses import dataclass

from flask import request
from itsdangerous import BadData

from peoplehub.core import clock, error_pages
from peoplehub.core.signing import signer

LASTS = 60 * 60  # seconds between the refusal and signing in
PURPOSE = "a form that was not sent"


@dataclass(frozen=True)
class UnsentForm:
    """What is sent again: the fields, to a path of this site."""

    path: str
    fields: dict[str, str]


def token_of_request(person_id: int | None) -> str:
    """Holds the form of this request, written by `person_id`, who is None where that is not known;
    empty where it cannot be sent again as it is (`error_pages.fields_to_send_again`)."""
    fields = error_pages.fields_to_send_again()
    if not fields:
        return ""
    path = request.full_path.rstrip("?")
    return str(signer(PURPOSE).dumps([person_id, _now(), path, fields]))


def read(token: str | None, person_id: int) -> UnsentForm | None:
    """The form, for the person who has signed in now; None when another person wrote it, it is too
    old, or nobody here signed the token."""
    try:
        writer_id, at, path, fields = signer(PURPOSE).loads(token or "")
    except BadData:
        return None
    if writer_id not in (None, person_id) or _now() - at > LASTS:
        return None
    return UnsentForm(path, fields)


def _now() -> int:
    return int(clock.now().timestamp())
