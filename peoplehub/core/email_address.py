"""E-mail addresses: validation, and the canonical form in which they are stored.

A domain in letters of any alphabet is an address. It is kept as mail servers write it
(`xn--…`), and shown as its owner does. Nothing outside the application is asked.
"""
import re

from email_validator import EmailNotValidError, ValidatedEmail, validate_email

LONGEST = 254
NOT_EMAIL = "Please write an email address, like name@example.com."
# What was taken before and is still somebody's: two dots in a row, names of a private network.
ALSO = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+")
ENCODED = "=?"  # a mail program undoes "=?utf-8?q?…?=", and it may hold a line break


def canonical(written: str) -> str:
    """The address in the form it is kept and compared in; empty when it is none."""
    written = written.strip().lower()
    if len(written) > LONGEST or ENCODED in written:
        return ""
    found = _checked(written)
    if found and found.ascii_email:
        return found.ascii_email.lower() if len(found.ascii_email) <= LONGEST else ""
    return written if ALSO.fullmatch(written) else ""


def readable(kept: str) -> str:
    """As its owner writes it: the domain in its own letters."""
    found = _checked(kept) if "xn--" in kept else None
    return found.normalized if found else kept


def masked(email: str) -> str:
    """a…a@example.org: enough to recognise one's own, too little to copy."""
    name, _, domain = email.rpartition("@")
    return f"{name[:1]}…{name[-1:]}@{domain}" if len(name) > 1 else f"…@{domain}"


def _checked(written: str) -> ValidatedEmail | None:
    try:
        return validate_email(written, check_deliverability=False, allow_smtputf8=False,
                              test_environment=True)
    except EmailNotValidError:
        return None
