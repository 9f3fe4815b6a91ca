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
CODES = {email_kinds.MESSAGES: 1, email_kinds.NOTICES: 2}  # an address tells nothing
# Of `Email.about`.
WHOSE = re.compile(r"(\d{1,10}) (?:notice|conversation|messages|week|waited) .+")
ONE_CLICK = "List-Unsubscribe=One-Click"


def token_for(person_id: int, kind: str) -> str:
    return signer(PURPOSE).dumps([person_id, CODES[kind]])


def person_and_kind(token: str) -> tuple[User, str]:
    """Whose e-mails a token stops, and of which kind. Raises NotFound for one that this site did
    not sign for this purpose, and when the person is gone."""
    try:
        person_id, code = signer(PURPOSE).loads(token)
    except (BadSignature, TypeError, ValueError):
        raise NotFound() from None
    kind = next((kind for kind, one in CODES.items() if one == code), "")
    return found(db.session.get(User, person_id)), kind


def list_headers(email: Email) -> dict[str, str]:
    """The headers by which its reader's mail program stops its kind; none for what cannot be
    stopped. One click needs HTTPS (RFC 8058, section 3.1)."""
    kind, whose = email_kinds.kind_of(email), WHOSE.fullmatch(email.about or "")
    base = current_app.config["BASE_URL"].rstrip("/")
    if kind == email_kinds.TEAM:  # a page, where they sign in: no single click ends a duty
        return {"List-Unsubscribe": f"<{base}/settings/letters>"}
    if kind not in email_kinds.BY_LINK or whose is None:
        return {}
    token = token_for(int(whose[1]), kind)
    headers = {"List-Unsubscribe": f"<{base}/notifications/unsubscribe/{token}>"}
    return headers | ({"List-Unsubscribe-Post": ONE_CLICK} if base.startswith("https:") else {})
