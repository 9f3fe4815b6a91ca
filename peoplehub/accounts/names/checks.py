"""The checks of a pen name, in order, each with its error message."""
import re
import unicodedata

from slugify import slugify

from peoplehub.accounts.names.full_names import looks_like_a_full_name
from peoplehub.accounts.names.reserved import is_reserved
from peoplehub.core.text import one_line

SHORTEST, LONGEST = 2, 40
MOST_MARKS = 4  # above and below one letter; no script that people write needs more

TOO_SHORT = f"Please choose a pen name of at least {SHORTEST} letters."
TOO_LONG = f"Please choose a pen name of at most {LONGEST} letters."
NO_LETTERS = "Please use some letters in your pen name."
STACKED = "Please put fewer marks above and below the letters of your pen name."
IS_EMAIL = "This looks like an email address. A pen name keeps you private, so choose another."
IS_ADDRESS = "This looks like a web address. Please choose another pen name."
IS_YEAR = "This looks like a year of birth. A pen name keeps you private, so leave the year out."
IS_NUMBER = "This looks like a phone number. A pen name keeps you private, so choose another."
IS_FULL_NAME = (
    "This looks like a full name. A pen name keeps you private: "
    "use a first name on its own, or any words you like."
)
IS_RESERVED = (
    "This name could be taken for the team, a helpline or a professional. "
    "Please choose another pen name."
)
TAKEN = "Somebody has this pen name, or one that looks like it. Please choose another."

JOINERS = "\u200c\u200d"
FLAG = re.compile("(\U0001f3f4[\U000e0061-\U000e007a]{4,6}\U000e007f)")  # of Wales, of Scotland
INVISIBLE = {"Cc", "Cf", "Co", "Cs"}
JOINING_SCRIPTS = (("\u0600", "\u18af"), ("\ua840", "\uabff"))  # Arabic to Mongolian, and Indic


def clean(name: str) -> str:
    """The name as it is kept: one line, no invisible characters but those that join others."""
    line = one_line(name)
    if len(line) > LONGEST:  # it is going to be refused
        return line
    return "".join(part if FLAG.fullmatch(part) else _visible(part) for part in FLAG.split(line))


def slug_of(name: str) -> str:
    return slugify(name, max_length=60)


def refusal_for(name: str) -> str:
    """The sentence that says why this pen name will not do; empty when it will."""
    if len(name) > LONGEST:  # first of all: one character can stand for eighteen
        return TOO_LONG
    plain = unicodedata.normalize("NFKC", name)
    return next((sentence for is_so, sentence in CHECKS if is_so(plain)), "")


def _visible(line: str) -> str:
    """Without format characters, except a joiner that changes how the characters next to it look.
    """
    return "".join(
        mark for at, mark in enumerate(line)
        if unicodedata.category(mark) not in INVISIBLE
        or (mark in JOINERS and _joins(line[at - 1:at], line[at + 1:at + 2]))
    )


def _joins(before: str, after: str) -> bool:
    """Whether a joiner between these two has a meaning: within Persian, Sinhala or Hindi words,
    and between the characters that make one emoji."""
    if not before or not after:
        return False
    return (_is_of_a_joining_script(before) and _is_of_a_joining_script(after)) or (
        _is_emoji(before) and _is_emoji(after)
    )


def _is_of_a_joining_script(mark: str) -> bool:
    return any(first <= mark <= last for first, last in JOINING_SCRIPTS)


def _is_emoji(mark: str) -> bool:
    return mark in "\ufe0f\u20e3" or unicodedata.category(mark) in ("So", "Sk", "Cn")


def _is_stacked(name: str) -> bool:
    """Whether marks stand on one letter in a pile that reaches into the lines around it."""
    pile = 0
    for mark in name:
        pile = pile + 1 if unicodedata.category(mark) in ("Mn", "Me") else 0
        if pile > MOST_MARKS:
            return True
    return False


CHECKS = (
    (lambda name: len(name) < SHORTEST, TOO_SHORT),
    (lambda name: len(name) > LONGEST, TOO_LONG),
    (_is_stacked, STACKED),
    (is_reserved, IS_RESERVED),
    (lambda name: not slug_of(name) or not re.search(r"[^\W\d_]", name), NO_LETTERS),
    (lambda name: re.search(r"@[^@]*\.|\bat\b.*\bdot\b", name, re.I), IS_EMAIL),
    (lambda name: re.search(r"://|www\.|\.(com|org|net|co|uk|info|io)\b", name, re.I), IS_ADDRESS),
    (lambda name: re.search(r"(?<!\d)(19|20)\d\d(?!\d)", name), IS_YEAR),
    (lambda name: len(re.findall(r"\d", name)) > 5, IS_NUMBER),
    (looks_like_a_full_name, IS_FULL_NAME),
)
