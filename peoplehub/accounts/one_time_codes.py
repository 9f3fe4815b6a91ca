"""Codes of the second step at sign-in: time-based ones (TOTP, RFC 6238) and recovery codes.

A recovery code has digits only, so that it goes into the same box on the number keys of a phone.
"""
import base64
import hmac
import io
import re
import secrets

import pyotp
import segno

from peoplehub.core import clock, encryption

SECONDS = 30  # of one time step (ASVS 5.0 V6.5.5)
DIGITS = 6
WINDOW = 1  # steps before and after the present one that are taken, as clocks differ
RECOVERY_CODES = 10
RECOVERY_DIGITS = 16  # 53 bits; ASVS 5.0 V6.5.4 asks for 20
SPACES = re.compile(r"[\s\u200b-\u200f\u2060\ufeff-]+")


def new_secret() -> str:
    """160 bits, in base 32."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def in_groups(words: str) -> str:
    """`words` in groups of four, to be typed by hand."""
    return " ".join(re.findall(".{1,4}", words))


def digits_of(typed: str) -> str:
    """What was typed without spaces and hyphens; empty when it is no number."""
    told = SPACES.sub("", typed or "")
    return told if told.isascii() and told.isdigit() else ""


def step_of(secret: str, digits: str, after: int) -> int | None:
    """The time step later than `after` whose code these digits are, or None."""
    if not secret or len(digits) != DIGITS:
        return None
    now, totp = int(clock.now().timestamp()) // SECONDS, pyotp.TOTP(secret)
    steps = [step for step in range(now - WINDOW, now + WINDOW + 1) if step > after]
    return next((one for one in steps
                 if hmac.compare_digest(totp.generate_otp(one), digits)), None)


def address_of(secret: str, person: str, site: str) -> str:
    """The `otpauth:` address that an app reads from the QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=person, issuer_name=site)


def qr_code(address: str) -> bytes:
    """The QR code as an SVG picture, dark on white in every theme."""
    kept = io.BytesIO()
    segno.make(address, error="m").save(kept, kind="svg", scale=6, border=4, light="#fff",
                                        svgclass=None, lineclass=None, omitsize=True)
    return kept.getvalue()


def new_recovery_codes() -> list[str]:
    return [f"{secrets.randbelow(10 ** RECOVERY_DIGITS):0{RECOVERY_DIGITS}}"
            for _ in range(RECOVERY_CODES)]


def hashes_of(person_id: int, digits: str) -> list[str]:
    """What is kept of a recovery code, under each key of the application; the newest first."""
    told = f"recovery code {person_id} {digits}".encode()
    return [hmac.new(key.encode(), told, "sha256").hexdigest() for key in encryption.keys()]
