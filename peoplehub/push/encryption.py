"""Encryption of a push for one browser (RFC 8291), and the site's signature for its push service
(VAPID, RFC 8292), by the two libraries that pywebpush stands on.

pywebpush itself is not used: its HTTP client follows redirects and asks for addresses by itself.
"""
import base64
import time
from functools import lru_cache

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

SIGNED_FOR = 12 * 3600  # seconds; a push service takes at most 24 hours
KEY_BYTES, AUTH_BYTES = 65, 16
CURVE = ec.SECP256R1()


def encrypted(words: bytes, p256dh: str, auth: str) -> bytes:
    """`words` as only the browser with this public key can read them, with a key pair and a salt
    of their own."""
    return http_ece.encrypt(words, private_key=ec.generate_private_key(CURVE),
                            dh=from_base64url(p256dh), auth_secret=from_base64url(auth),
                            version="aes128gcm")


def authorization(private_key: str, audience: str, contact: str) -> str:
    """The header that says who sends: `audience` is the origin of the push service, `contact` a
    mailto: or https: address."""
    claims = {"aud": audience, "exp": int(time.time()) + SIGNED_FOR, "sub": contact}
    return _signer(private_key).sign(claims)["Authorization"]


def public_key(private_key: str) -> str:
    """What a browser is given when it subscribes, base64url."""
    point = _signer(private_key).public_key.public_bytes(
        Encoding.X962, PublicFormat.UncompressedPoint)
    return to_base64url(point)


def new_private_key() -> str:
    number = ec.generate_private_key(CURVE).private_numbers().private_value
    return to_base64url(number.to_bytes(32, "big"))


def is_key_of_browser(p256dh: str) -> bool:
    try:
        point = from_base64url(p256dh)
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
    except ValueError:
        return False
    return len(point) == KEY_BYTES


def is_secret_of_browser(auth: str) -> bool:
    try:
        return len(from_base64url(auth)) == AUTH_BYTES
    except ValueError:
        return False


def from_base64url(words: str) -> bytes:
    """Raises ValueError."""
    return base64.b64decode(words + "=" * (-len(words) % 4), altchars=b"-_", validate=True)


def to_base64url(said: bytes) -> str:
    return base64.urlsafe_b64encode(said).decode().rstrip("=")


@lru_cache(maxsize=4)
def _signer(private_key: str) -> Vapid02:
    return Vapid02.from_raw(private_key.encode())
