"""Rate limits for each person or address (ASVS 5.0 V2.4.1, V6.3.1). Reporting has none (Online
Safety Act 2023, section 20).

Counted in memory by one process, in Redis when there is one; should Redis fall silent the
process counts for itself, so a limit never falls open.
"""
import logging
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from ipaddress import ip_address, ip_network
from typing import Any

from flask import Flask, current_app
from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from peoplehub.core import formatting, logs, redis_client
from peoplehub.core.errors import TooMany
from peoplehub.core.patches import limits_storage

log = logging.getLogger(__name__)

_unlimited: ContextVar[bool] = ContextVar("unlimited", default=False)

LIMITS = {
    "sign-in on": "10 per 5 minutes",  # wrong passwords in a browser that knows the person
    "sign-in": "10 per 5 minutes",  # wrong passwords for one person from one address
    "sign-in to": "60 per hour",  # wrong passwords for one person from anywhere
    "sign-in from": "50 per 5 minutes",  # wrong ones from one address, which a library may share
    "password from": "60 per 10 minutes",  # attempts at choosing one, which are work to judge
    "password of": "10 per 5 minutes",  # tries at one's own, while signed in
    "second step on": "6 per 10 minutes",  # wrong codes in a browser that knows the person
    "second step": "6 per 10 minutes",  # wrong codes for one person from one address
    "second step to": "30 per hour",  # wrong codes for one person from anywhere
    "second step from": "50 per 5 minutes",  # wrong codes from one address
    "account tried": "1 per 10 minutes",  # with a wrong password, one account from one address
    "accounts tried from": "20 per 10 minutes",  # different ones: more raise an alarm
    "many accounts from": "1 per day",  # such alarms
    "codes guessed of": "1 per day",  # alarms of codes guessed, by person
    "join from": "10 per hour",
    "new password from": "20 per hour",
    "letter to": "5 per hour",  # confirmations and new passwords to one e-mail address
    "code": "6 per 10 minutes",  # guesses at a six-digit code
    "topic": "10 per hour",
    "question from": "20 per hour",  # of visitors, before they join
    "reply": "60 per hour",
    "reaction": "120 per hour",  # thank-yous and the like
    "reaction to one": "10 per day",  # by one person to one piece: given and taken back in turn
    "bookmark": "120 per hour",  # saved for later
    "board request": "10 per day",  # to be let into boards that ask first
    "entry": "10 per hour",
    "comment": "30 per hour",
    "comment from": "10 per hour",
    "message": "600 per 10 minutes",  # a lively talk on a line that resends never meets it
    "draft": "600 per 10 minutes",  # saved while somebody types
    "socket": "240 per minute",  # typing, looking: small things said over one socket
    "conversation": "20 per day",
    "push test": "20 per hour",  # to one's own devices
    "report from": "1000 per hour",  # only a program: nobody with something to report meets it
    "contact from": "10 per hour",
    "crawler from": "60 per minute",  # pages, by whatever says it is a program
    "search": "60 per minute",
    "suggestions": "240 per minute",  # while somebody types in the box of the search
    "answers": "120 per minute",  # looked for while the title of a new topic is written
    "reading age": "600 per 10 minutes",  # told while an editor types
    "upload": "30 per hour",
    "easy read asked": "10 per hour",
    "feedback from": "20 per day",  # what readers say of sheets and ask for
    "helped": "1 per day",  # of one sheet, by one person or address
    "handout": "60 per 10 minutes",  # cards and pages at a glance as PDF files
    "pack": "20 per hour",
    "folder": "20 per hour",  # of documents for the library, by person
    "template": "20 per day",  # sent to the team by one member
    "change": "120 per hour",  # of words already published, or of a profile
}


MET = "You have done this many times in a short while. What you typed is safe."
GUESSED = (
    "There were many wrong passwords for this email. Is it yours? Choose “I have forgotten my "
    "password”: with a new one you come in at once."
)
WRONG_CODES = (
    "There were many wrong codes for this account. If somebody else is trying, choose a new "
    "password."
)
MET_AT = {  # where other words than those are kinder
    "sign-in on": GUESSED,
    "sign-in": GUESSED,
    "sign-in to": GUESSED,
    "second step on": WRONG_CODES,
    "second step": WRONG_CODES,
    "second step to": WRONG_CODES,
    "report from": "We have had a great many reports from here, and a moderator will look at them. "
    "If somebody is in danger, call 999 now. What you typed is safe.",
}


def init_app(app: Flask) -> None:
    memory = MovingWindowRateLimiter(limits_storage.Memory())
    shared = memory
    if url := app.config["REDIS_URL"]:
        shared = MovingWindowRateLimiter(storage_from_string(url, **redis_client.options()))
    app.extensions["limits"] = {"shared": shared, "memory": memory}


def ask(name: str, who: int | str | None) -> None:
    """Count one more `name` by `who`; raises TooMany when that is too often."""
    if _unlimited.get():
        return
    limit, who = parse(LIMITS[name]), network(who)
    if not _asked("hit", limit, name, who):
        raise _too_many(name, limit, who)


def check(name: str, who: int | str | None) -> None:
    """Raise TooMany where `ask` would, and count nothing."""
    limit, who = parse(LIMITS[name]), network(who)
    if not _asked("test", limit, name, who):
        raise _too_many(name, limit, who)


def forgive(name: str, who: int | str | None) -> None:
    """Count from nothing again: it was the right person after all."""
    _asked("clear", parse(LIMITS[name]), name, network(who))


def network(who: int | str | None) -> str:
    """Who is counted. For an address of the new kind its network, /64: a home or a rented machine
    has so many addresses that a limit for each would be none."""
    try:
        address = ip_address(str(who))
    except ValueError:
        return str(who)
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((int(address), 64), strict=False))


@contextmanager
def unlimited() -> Iterator[None]:
    """Nothing inside is counted: for commands that do a year's work in seconds."""
    token = _unlimited.set(True)
    try:
        yield
    finally:
        _unlimited.reset(token)


def are_off() -> bool:
    """Whether this runs inside `unlimited`."""
    return _unlimited.get()


def _too_many(name: str, limit: RateLimitItem, who: str) -> TooMany:
    logs.tell("limit met", limit=name)
    open_again_at, _left = _asked("get_window_stats", limit, name, who)
    seconds = max(1, math.ceil(open_again_at - time.time()))
    return TooMany(
        f"{MET_AT.get(name, MET)} Please wait {formatting.waiting(seconds)} and try again.",
        retry_after=seconds,
    )


def _asked(question: str, limit: RateLimitItem, *identifiers: str) -> Any:
    """Ask the shared counters, or our own should they fall silent."""
    counters = current_app.extensions["limits"]
    if counters["shared"] is not counters["memory"]:
        try:
            with redis_client.asking():
                return getattr(counters["shared"], question)(limit, *identifiers)
        except (StorageError, *redis_client.AWAY):
            log.info("limits are counted in memory")
    return getattr(counters["memory"], question)(limit, *identifiers)
