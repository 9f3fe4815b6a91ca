"""Random tokens of sessions and links, and six-digit codes: made, hashed and compared."""
import hashlib
import hmac
import secrets

from flask import current_app


def new_token() -> str:
    """256 bits. Only its hash is kept."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    return f"{secrets.randbelow(1_000_000):06}"


def hash_of(token: str) -> str:
    """What is kept of a random token. It has 128 bits or more, so one fast round is enough."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def hash_of_code(code: str, link_hash: str) -> str:
    """What is kept of a code. A million tries would undo a plain hash, so this one is keyed."""
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.new(key, f"{link_hash} {code}".encode(errors="replace"), "sha256").hexdigest()


def is_same(one: str, other: str) -> bool:
    return hmac.compare_digest(one, other)
