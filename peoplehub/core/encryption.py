"""Encryption at rest with the application's key, for what must be read again, unlike a password
(Fernet: AES-128-CBC with HMAC-SHA256; its rotation of keys: ASVS 5.0 V11.2.2)."""
import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from flask import current_app


def encrypt(purpose: str, words: str) -> str:
    """`words` encrypted for that `purpose`: what is made for one cannot be read as another."""
    return _box(purpose).encrypt(words.encode()).decode()


def decrypt(purpose: str, kept: str, seconds: int | None = None) -> str:
    """The words; empty when the key is another one, they were changed, or are older than `seconds`.
    """
    try:
        return _box(purpose).decrypt(kept.encode(), ttl=seconds).decode()
    except (InvalidToken, UnicodeError):
        return ""


def keys() -> list[str]:
    """The application's key, and those before it that are still taken."""
    return [current_app.config["SECRET_KEY"], *current_app.config["SECRET_KEY_FALLBACKS"]]


def _box(purpose: str) -> MultiFernet:
    return MultiFernet([Fernet(_key(purpose, key)) for key in keys()])


def _key(purpose: str, key: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(f"{purpose} {key}".encode()).digest())
