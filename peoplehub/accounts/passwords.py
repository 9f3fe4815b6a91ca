"""Passwords: strength, hashing and verification (ASVS 5.0 V6.2, V11.4.2; OWASP Password Storage
cheat sheet: Argon2id with 19 MiB, two passes, one lane).

Hashing takes about 20 ms and 19 MiB on purpose, so it is refused inside an act: nobody waits for
a lock because somebody else is signing in.
"""
import gzip
import secrets
import unicodedata
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from peoplehub.core.extensions import db

SHORTEST, LONGEST = 10, 128  # characters; ASVS 5.0 V6.2.1 asks for 8, V6.2.9 for 64 or more
# Characters that the strength is judged by: for three times as many zxcvbn can take five seconds,
# and the rest can only help.
LOOKED_AT = 24
LONGEST_KNOWN = 254  # characters of what is known about the person
STRONG_ENOUGH = 2  # of zxcvbn's 4
MOST_LEFT = 5  # characters that are not the person's own or the site's words
COMMON = Path(__file__).with_name("common-passwords.txt.gz")

# What somebody who knows this site would try first (ASVS 5.0 V6.1.2, V6.2.11).
WORDS_OF_THE_SITE = [
    "peoplehub", "people", "hub", "personal", "health", "budget", "budgets", "nhs", "carer",
    "advisor", "peer", "support", "forum", "care", "plan", "demo", "wheelchair", "disability",
]

TOO_SHORT = f"Please use at least {SHORTEST} characters. Three words you will remember work well."
TOO_LONG = f"Please use at most {LONGEST} characters."
TOO_EASY = (
    "This password is easy to guess. Three words that do not belong together are much safer."
)

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def refusal_for(password: str, known: list[str]) -> str:
    """The sentence that says why it will not do; empty when it will. `known`: about the person."""
    if len(password) > LONGEST:  # before anything is done with it
        return TOO_LONG
    password = _same(password)
    if len(password) < SHORTEST:
        return TOO_SHORT
    if password.lower() in _common() or _is_easy(password, known):
        return TOO_EASY
    return ""


def hashed(password: str) -> str:
    _wait_for_nobody()
    return _hasher.hash(_same(password))


def verify_password(password: str, kept: str) -> bool:
    """Whether it is the password of that hash. For nobody's hash it takes just as long."""
    _wait_for_nobody()
    nobodys = _nobodys()
    try:
        return _hasher.verify(kept or nobodys, _same(password)) and bool(kept)
    except (Argon2Error, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    return _hasher.check_needs_rehash(kept)


def _is_easy(password: str, known: list[str]) -> bool:
    known = [phrase[:LONGEST_KNOWN] for phrase in known]
    words = [word.lower() for phrase in known for word in (phrase, *phrase.split("@")[0].split())]
    words = [*WORDS_OF_THE_SITE, *(word for word in words if len(word) > 2)]
    if _is_made_of(password.lower(), words):
        return True
    judge = import_module("zxcvbn").zxcvbn  # 12 MB of words, seldom asked
    return judge(password[:LOOKED_AT], user_inputs=words)["score"] < STRONG_ENOUGH


def _is_made_of(password: str, words: list[str]) -> bool:
    """Whether little is left of it without these words."""
    for word in sorted(words, key=len, reverse=True):
        password = password.replace(word, " ")
    return len(password.replace(" ", "")) < MOST_LEFT


def _same(password: str) -> str:
    """The same letters are the same password, however a keyboard composes them."""
    return unicodedata.normalize("NFC", password)


def _wait_for_nobody() -> None:
    """End the reading that led here; inside an act it would be a mistake of ours."""
    if "announced" in db.session.info:
        raise RuntimeError("passwords are hashed before an act, never inside one")
    db.session.rollback()


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Ten characters and more that many people use, and that zxcvbn would let through."""
    return frozenset(gzip.decompress(COMMON.read_bytes()).decode().split("\n"))


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return _hasher.hash(secrets.token_hex())
