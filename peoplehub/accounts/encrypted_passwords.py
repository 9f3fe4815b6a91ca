"""A new password carried, encrypted, through a form that is refused for another reason.

It is never written back into the page. What the page carries is its hash, encrypted with the key
of the site, for this browser's session and for half an hour: so nobody has to think of a new
password, or type it once more, because a name was taken.
"""
import base64
import hashlib
import json

from cryptography.fernet import Fernet, InvalidToken
from flask import current_app, session

KEPT_FOR = 30 * 60  # seconds
LONGEST = 1_000  # characters of what comes back


def encrypt(password_hash: str) -> str:
    """For a hidden field of the same form."""
    return _box().encrypt(json.dumps([_here(), password_hash]).encode()).decode()


def decrypt(kept: str) -> str:
    """The hash; empty when it is too old, was changed, or is another browser's."""
    if not kept or len(kept) > LONGEST or not kept.isascii():
        return ""
    try:
        whose, password_hash = json.loads(_box().decrypt(kept.encode(), ttl=KEPT_FOR))
    except InvalidToken:
        return ""
    return password_hash if whose and whose == _here() else ""


def _here() -> str:
    """This browser's session, which has a token of its own as soon as it was shown a form."""
    return hashlib.sha256(session.get("csrf_token", "").encode()).hexdigest()


def _box() -> Fernet:
    key = hashlib.sha256(b"kept passwords " + current_app.config["SECRET_KEY"].encode())
    return Fernet(base64.urlsafe_b64encode(key.digest()))
