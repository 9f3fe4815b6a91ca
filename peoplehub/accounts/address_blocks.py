"""Keyed hashes of address blocks (HMAC-SHA256), while the check for returning accounts is on.

A block is the /24 of an IPv4 address and the /48 of an IPv6 one: 256 addresses, or what a
provider gives to one customer. A town can share it, and so can one home. The key is derived from
the application's: with another `PEOPLEHUB_SECRET_KEY` older hashes match nothing, and fade within
their 30 days.
"""
import hmac
from datetime import date, timedelta
from ipaddress import ip_address, ip_network

from flask import current_app

from peoplehub.accounts.models import KEPT_DAYS, ReturnRules
from peoplehub.core import clock, formatting
from peoplehub.core.extensions import db

SALT = b"peoplehub address blocks of sign-ins"
IPV4_PREFIX, IPV6_PREFIX = 24, 48  # bits of an address that are hashed


def rules() -> ReturnRules:
    """As they were set, or the usual: off."""
    return db.session.get(ReturnRules, 1) or ReturnRules(id=1, is_on=False)


def hash_of_block(address: str | None) -> str:
    """64 hexadecimal digits; empty where `address` is none."""
    try:
        parsed = ip_address((address or "").partition("%")[0])
    except ValueError:
        return ""
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed
    bits = IPV4_PREFIX if parsed.version == 4 else IPV6_PREFIX
    block = ip_network(f"{parsed}/{bits}", strict=False)
    return hmac.new(_key(), str(block).encode(), "sha256").hexdigest()


def today() -> date:
    return formatting.local(clock.now()).date()


def oldest_day() -> date:
    """Blocks of this day and of days before it are not used any more, and are deleted."""
    return today() - timedelta(days=KEPT_DAYS)


def _key() -> bytes:
    """HKDF-Extract of RFC 5869, with a salt of its own."""
    return hmac.digest(SALT, current_app.config["SECRET_KEY"].encode(), "sha256")
