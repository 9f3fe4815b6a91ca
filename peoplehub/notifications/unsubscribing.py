"""The link in an e-mail that stops its kind without signing in (RFC 8058, RFC 2369).

Its token is signed for this purpose alone and names a person and a kind; nobody reads a page of
theirs by it, and it can only stop e-mails.
"""
import re

from flask import current_app
from itsdangerous import BadSignature

from peoplehub.accounts import email_kinds
from peoplehub.accounts.models import User
from peoplehub.core.errors import NotFound, found
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.core.signing import signer

PURPOSE = "unsubscribe"
CODES = {(email_kinds.MESSAGES,): 1, (email_kinds.NOTICES,): 2,  # an address tells nothing
         email_kinds.BY_LINK: 3}
# Of `Email.about`.
WHOSE = re.compile(r"(\d{1,10}) (?:notice|conversation|messages|both|week|waited) .+")
ONE_CLICK = "List-Unsubscribe=One-Click"


def token_for(person_id: int, kinds: tuple[str, ...]) -> str:
    return signer(PURPOSE).dumps([person_id, CODES[kinds]])


def person_and_kinds(token: str) -> tuple[User, tuple[str, ...]]:
    """Whose e-mails a token stops, and of which kinds. Raises NotFound for one that this site did
    not sign for this purpose, and when the person is gone."""
    try:
        person_id, code = signer(PURPOSE).loads(token)
    except (BadSignature, TypeError, ValueError):
        raise NotFound() from None
    kinds = next((kinds for kinds, one in CODES.items() if one == code), ())
    return found(db.session.get(User, person_id)), kinds


def list_headers(email: Email) -> dict[str, str]:
    """The headers by which its reader's mail program stops its kind; none for what cannot be
    stopped. One click needs HTTPS (RFC 8058, section 3.1)."""
    kinds, whose = email_kinds.kinds_of(email), WHOSE.fullmatch(email.about or "")
    base = current_app.config["BASE_URL"].rstrip("/")
    if email_kinds.TEAM in kinds:  # a page, where they sign in: no single click ends a duty
        return {"List-Unsubscribe": f"<{base}/settings/letters>"}
    if kinds not in CODES or whose is None:
        return {}
    token = token_for(int(whose[1]), kinds)
    headers = {"List-Unsubscribe": f"<{base}/notifications/unsubscribe/{token}>"}
    return headers | ({"List-Unsubscribe-Post": ONE_CLICK} if base.startswith("https:") else {})
