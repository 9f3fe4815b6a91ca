"""What in a text gives away who somebody is or where they are, and what to write instead.

It only points: whoever wrote the text decides. Numbers of helplines, addresses of organisations and
names alone are not pointed at.
"""
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import nhs_number
import phonenumbers

from peoplehub.text_checks.identity_patterns import (
    AGE,
    AT_ON_PLATFORM,
    BESIDE_AGE,
    CALLED_NHS,
    CHANNEL,
    EMAIL,
    EMAIL_IN_GAPS,
    EMAIL_IN_WORDS,
    FAMOUS,
    FREE,
    FULL_NAME,
    HANDLE,
    INSURANCE,
    LOWER_NAME,
    LOWER_PLACE,
    NAMED,
    NHS,
    NOT_A_NAME,
    NOT_A_PLACE,
    NOT_SOMEBODY,
    OFFICES,
    PLACE,
    POSTCODE,
    POSTCODE_IN_GAPS,
    PROFILE,
    RELATION,
    SAID_TO_BE_A_NAME,
    SLASHED_PHONE,
    SNAP_NAME,
    SPELLED_OUT,
    SPOKEN_NUMBER,
    STREET,
    WHATSAPP_AS,
)
from peoplehub.text_checks.prefilter import SearchedText

NAMES = Path(__file__).parent / "given_names.txt"
ALSO_WORDS = ("will", "mark", "grant", "grace", "rose", "frank", "dawn", "june", "summer", "sue",
              "drew", "art", "faith", "joy", "pat", "bill", "ivy", "penny")
MOST_CHARACTERS = 50_000  # of a text; what is longer is looked at up to here
MOST_FINDINGS = 12  # pointed at in one text
FEWEST_DIGITS = 9  # of a phone number, without the 0 before it


@dataclass(frozen=True)
class Finding:
    """A passage that gives something away. `kind`: see KINDS; `instead`: what to write for it."""

    kind: str
    start: int
    end: int
    passage: str
    instead: str


KINDS = {
    "phone": "a phone number", "email": "an email address", "address": "an address or postcode",
    "nhs": "an NHS number", "insurance": "a National Insurance number",
    "place": "a child’s name and where to find them", "name": "a full name and an age or birthday",
    "handle": "a name on social media",
}
INSTEAD = {
    "phone": "(send me a private message)", "email": "(send me a private message)",
    "address": "(where I live)", "nhs": "(NHS number)", "insurance": "(National Insurance number)",
    "handle": "(send me a private message)",
}


def find(text: str) -> list[Finding]:
    """What gives something away, in the order in which it stands; no two overlap."""
    searched = SearchedText(text[:MOST_CHARACTERS])
    found = sorted(_all(searched), key=lambda one: (one.start, -one.end))
    apart: list[Finding] = []
    for one in found:
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return apart[:MOST_FINDINGS]


def replaced(text: str, findings: list[Finding]) -> str:
    """The text with each of these passages changed as suggested."""
    for one in sorted(findings, key=lambda one: -one.start):
        text = text[:one.start] + one.instead + text[one.end:]
    return text


def _all(text: SearchedText) -> Iterator[Finding]:
    yield from _phones(text)
    yield from _emails(text)
    for pattern in (POSTCODE, POSTCODE_IN_GAPS, STREET):
        yield from (_simple("address", match) for match in text.matches(pattern))
    yield from (_simple("nhs", match) for match in text.matches(NHS)
                if match[0][0] != "0" and nhs_number.is_valid(re.sub(r"\D", "", match[0])))
    yield from (_simple("nhs", match, 1) for match in text.matches(CALLED_NHS))
    yield from (_simple("phone" if match[0].lower().startswith(("zero", "oh", "nought")) else "nhs",
                        match) for match in text.matches(SPOKEN_NUMBER))
    yield from (_simple("insurance", match) for match in text.matches(INSURANCE))
    yield from _handles(text)
    yield from _names_with_age(text)
    yield from _places_with_name(text)


def _simple(kind: str, match: re.Match[str], group: int = 0) -> Finding:
    start, end = match.span(group)
    return Finding(kind, start, end, match[group], INSTEAD[kind])


def _phones(text: SearchedText) -> Iterator[Finding]:
    if text.digits < FEWEST_DIGITS:
        return
    leniency = phonenumbers.Leniency.POSSIBLE
    for match in phonenumbers.PhoneNumberMatcher(text.words, "GB", leniency=leniency):
        national = str(match.number.national_number)
        is_written_so = match.raw_string.lstrip("(").startswith(("0", "+"))
        if is_written_so and not national.startswith(FREE) and len(national) >= FEWEST_DIGITS:
            yield Finding("phone", match.start, match.end, match.raw_string, INSTEAD["phone"])
    for found in text.matches(SLASHED_PHONE):
        if not re.sub(r"\D", "", found[0])[1:].startswith(FREE):
            yield _simple("phone", found)


def _emails(text: SearchedText) -> Iterator[Finding]:
    for pattern in (EMAIL, EMAIL_IN_WORDS, EMAIL_IN_GAPS):
        for match in text.matches(pattern):
            is_office = match[1].lower() in OFFICES
            if not is_office and not match[0].lower().endswith((".gov.uk", "nhs.uk")):
                yield _simple("email", match)


def _handles(text: SearchedText) -> Iterator[Finding]:
    yield from (_simple("handle", match) for match in text.matches(PROFILE))
    yield from (_simple("handle", match) for match in text.matches(SPELLED_OUT)
                if re.search(r" underscore | dot .* slash ", match[0], re.I))
    for pattern in (HANDLE, SNAP_NAME, WHATSAPP_AS, CHANNEL, AT_ON_PLATFORM):
        for match in text.matches(pattern):
            if _looks_like_a_handle(match[1], pattern):
                yield _simple("handle", match, 1)


def _looks_like_a_handle(said: str, pattern: re.Pattern[str]) -> bool:
    """`HANDLE` ignores case, so what has to be a capital is looked at here."""
    if pattern is not HANDLE or said.startswith("@"):
        return True
    if re.search(r"[\d#_]", said) or re.search(r"\w\.\w", said):
        return not said.rstrip(".").isdigit()
    return all(word[0].isupper() for word in said.split()) and (
        " " in said or re.search(r"[a-z][A-Z]", said) is not None)


@lru_cache
def given_names() -> frozenset[str]:
    return frozenset(NAMES.read_text().split())


def _is_given(word: str) -> bool:
    said = re.sub(r"[’']s$", "", word).lower()
    is_owner = len(said) > 4 and said.endswith("s") and said[:-1] in given_names()
    return said in given_names() or is_owner


def _names_with_age(searched: SearchedText) -> Iterator[Finding]:
    text = searched.words
    for match in FULL_NAME.finditer(text):
        if FAMOUS.match(match[0]) and not match[0].startswith("Happy") or PLACE.search(match[0]):
            continue
        start, words = _from_given_name(match)
        near = text[max(0, start - 60):match.end() + 70]
        if len(words) > 1 and AGE.search(near) or _is_unlisted_name(text, match):
            yield _named(text, start, match.end())
    for match in searched.matches(LOWER_NAME):
        near = text[max(0, match.start() - 60):match.end() + 70]
        if _is_given(match[1].split()[0]) and AGE.search(near):
            yield _named(text, *match.span(1))


def _is_unlisted_name(text: str, match: re.Match[str]) -> bool:
    """Whether a row of capitalised words that begins with no listed name is one all the same."""
    words = re.findall(r"[a-z]+", match[0].lower())
    if NOT_A_NAME.intersection(words) or len(words) < 2:
        return False
    before, after = text[max(0, match.start() - 40):match.start()], text[match.end():][:60]
    is_said = SAID_TO_BE_A_NAME.search(before) is not None
    return bool(BESIDE_AGE.match(after) and AGE.search(match[0] + after)
                or is_said and AGE.search(before + after))


def _from_given_name(match: re.Match[str]) -> tuple[int, list[str]]:
    """Where the name begins in a row of capitalised words, and its words from there."""
    words = match[0].split()
    for number, word in enumerate(words):
        if _is_given(word):
            return match.end() - len(" ".join(words[number:])), words[number:]
    return match.start(), []


def _named(text: str, start: int, end: int) -> Finding:
    """With "my son" before it, if that stands there: it is what stays."""
    if before := re.search(rf"({RELATION})(?:,? (?:is )?(?:called )?)$", text[:start]):
        return Finding("name", before.start(), end, text[before.start():end], before[1])
    end = end - 2 if text[start:end].endswith(("’s", "'s")) else end
    return Finding("name", start, end, text[start:end], "somebody in my family")


def _places_with_name(text: SearchedText) -> Iterator[Finding]:
    for pattern in (PLACE, LOWER_PLACE):
        for match in text.matches(pattern):
            sentence = _around(text.words, match)
            if NOT_A_PLACE.match(match[0]) or not _names_somebody(sentence):
                continue
            is_health = re.search(r"hospital|infirmary|medical", match[0], re.I)
            yield Finding("place", *match.span(), match[0],
                          "a hospital near us" if is_health else "a school near us")


def _around(text: str, match: re.Match[str]) -> str:
    """The sentence, roughly: 120 characters on both sides."""
    return text[max(0, match.start() - 120):match.start()] + " " + text[match.end():][:120]


def _names_somebody(sentence: str) -> bool:
    """A given name; one that is also a word only with a capital letter. Or a word with a capital
    letter where a name stands."""
    words = re.findall(r"[A-Za-z][\w’'-]*", sentence)
    return any(_is_given(word) and (word[0].isupper() or word.lower() not in ALSO_WORDS)
               for word in words if word.lower() != "will") or any(
                   not NOT_SOMEBODY.search(match[0]) for match in NAMED.finditer(sentence))
