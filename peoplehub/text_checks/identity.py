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

from peoplehub.text_checks import identity_patterns as p
from peoplehub.text_checks.prefilter import SearchedText
from peoplehub.text_checks.spoken import runs

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
    for pattern in (p.POSTCODE, p.POSTCODE_IN_GAPS, p.STREET):
        yield from (_simple("address", match) for match in text.matches(pattern))
    yield from (_simple("nhs", match) for match in text.matches(p.NHS)
                if match[0][0] != "0" and nhs_number.is_valid(re.sub(r"\D", "", match[0])))
    yield from (_simple("nhs", match, 1) for match in text.matches(p.CALLED_NHS))
    yield from (_simple("insurance", match) for match in text.matches(p.INSURANCE))
    if text.may_have_spoken_numbers:
        yield from _spoken(text.words)
    yield from _handles(text)
    yield from _names_with_age(text.words)
    yield from _places_with_name(text)


def _simple(kind: str, match: re.Match[str], group: int = 0) -> Finding:
    start, end = match.span(group)
    return Finding(kind, start, end, match[group], INSTEAD[kind])


def _spoken(text: str) -> Iterator[Finding]:
    """Numbers and postcodes said in words, and those written in an odd way."""
    for run in runs(text):
        near = text[max(0, run.places[0][0] - 60):run.places[-1][1] + 60]
        for kind, pattern in (("phone", p.SAID_PHONE), ("insurance", p.SAID_INSURANCE),
                              ("nhs", p.SAID_NHS), ("address", p.SAID_POSTCODE)):
            for match in pattern.finditer(run.read):
                start, end = run.places[match.start()][0], run.places[match.end() - 1][1]
                if _is_meant(kind, match[0], near, text[start:end]):
                    yield Finding(kind, start, end, text[start:end], INSTEAD[kind])


def _is_meant(kind: str, read: str, near: str, said: str) -> bool:
    if kind == "phone":
        return not read.lstrip("+0").startswith(p.FREE) and not _is_of_an_office(near)
    if kind == "nhs":
        return nhs_number.is_valid(read) or p.ABOUT_NHS.search(near) is not None
    return kind == "insurance" or (
                bool(p.ABOUT_POSTCODE.search(near)) and re.search(r"\s", said) is not None and not
        re.search("[’']", said))


def _is_of_an_office(near: str) -> bool:
    return bool(p.OF_AN_OFFICE.search(near)) and not p.OWN_NUMBER.search(near)


def _phones(searched: SearchedText) -> Iterator[Finding]:
    if searched.digits < FEWEST_DIGITS:
        return
    text = searched.words
    leniency = phonenumbers.Leniency.POSSIBLE
    for match in phonenumbers.PhoneNumberMatcher(text, "GB", leniency=leniency):
        national = str(match.number.national_number)
        near = text[max(0, match.start - 60):match.end + 30]
        is_written_so = match.raw_string.lstrip("(").startswith(("0", "+"))
        if (is_written_so and not national.startswith(p.FREE) and len(national) >= FEWEST_DIGITS
                and (national.startswith("7") or not _is_of_an_office(near))):
            yield Finding("phone", match.start, match.end, match.raw_string, INSTEAD["phone"])
    for found in searched.matches(p.SLASHED_PHONE):
        near = text[max(0, found.start() - 60):found.end() + 30]
        if not (re.sub(r"\D", "", found[0])[1:].startswith(p.FREE) or _is_of_an_office(near)):
            yield _simple("phone", found)


def _emails(text: SearchedText) -> Iterator[Finding]:
    for pattern in (p.EMAIL, p.EMAIL_IN_WORDS, p.EMAIL_IN_GAPS, p.EMAIL_SAID, p.EMAIL_AT_COM):
        for match in text.matches(pattern):
            name = next(filter(None, match.groups())).lower()
            if name not in p.OFFICES and not match[0].lower().endswith((".gov.uk", "nhs.uk")):
                yield _simple("email", match)


def _handles(text: SearchedText) -> Iterator[Finding]:
    yield from (_simple("handle", match) for match in text.matches(p.PROFILE))
    yield from (_simple("handle", match) for match in text.matches(p.SPELLED_OUT)
                if re.search(r" underscore | dot .* slash ", match[0], re.I))
    for pattern in (p.HANDLE, p.SNAP_NAME, p.WHATSAPP_AS, p.CHANNEL, p.AT_ON_PLATFORM,
                    p.COLON_HANDLE):
        for match in text.matches(pattern):
            if _looks_like_a_handle(match[1], pattern):
                yield _simple("handle", match, 1)
    for pattern in (p.FOUND_UNDER, p.SEARCH_FOR, p.REQUEST):
        yield from (_simple("handle", match, 1) for match in text.matches(pattern)
                    if match[1][0].isupper() and all(word[0].isupper() for word in match[1].split())
                    and not p.NOT_A_NAME.intersection(match[1].lower().split()))
    yield from (_simple("handle", match, 1) for match in text.matches(p.ODD_NAME)
                if match[1].lower() not in p.EVERYDAY and _is_odd(match[1]))


def _is_odd(word: str) -> bool:
    """Whether a word looks like a name that somebody made up: a digit, a dot or a line in it,
    or very long."""
    return bool(re.search(r"\d|_|\w\.\w", word)) or len(word) >= 14 and word.isalpha()


def _looks_like_a_handle(said: str, pattern: re.Pattern[str]) -> bool:
    """`HANDLE` ignores case, so what has to be a capital is looked at here."""
    if pattern is p.COLON_HANDLE:
        return said.startswith("@") or _is_odd(said)
    if pattern is not p.HANDLE or said.startswith("@"):
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


def _names_with_age(text: str) -> Iterator[Finding]:
    """Full names beside an age, in a text that says one. Names are looked for first: few texts have
    any, and to look for ages costs five times as much."""
    found = list(_names_near_age(text))
    return iter(found if found and p.AGE.search(text) else ())


def _names_near_age(text: str) -> Iterator[Finding]:
    for match in p.FULL_NAME.finditer(text):
        if p.FAMOUS.search(match[0]) or p.PLACE.search(match[0]) or p.CLUB.search(match[0]):
            continue
        start, words = _from_given_name(match)
        is_known = len(words) > 1 and p.AGE.search(_near(text, start, match.end()))
        if is_known or _is_unlisted_name(text, match):
            yield _named(text, start, match.end())
    for pattern in (p.TURNED_NAME, p.LOWER_NAME):
        for match in pattern.finditer(text):
            span = match.span(1) if pattern is p.LOWER_NAME else match.span()
            name = match[1].split()
            is_one = _is_given(name[0]) and not _COMMON.intersection(name[1:])
            if is_one and p.AGE.search(_near(text, *span)):
                yield _named(text, *span)
    for match in p.NICKNAME.finditer(text):
        surname = re.match(r"\s?[A-Z][\w’-]{2,24}", text[match.end():match.end() + 30])
        if surname and p.AGE.search(_near(text, *match.span())):
            yield _named(text, match.start(), match.end() + surname.end())


_COMMON = frozenset("is and was has had the a an in on at to for of who with turns "
                    "turned got goes he she they i my his "
                    "her our will can just now not from said says aged age born loves likes does "
                    "did".split())


def _near(text: str, start: int, end: int) -> str:
    return text[max(0, start - 70):end + 80]


def _is_unlisted_name(text: str, match: re.Match[str]) -> bool:
    """Whether a row of capitalised words that begins with no listed name is one all the same."""
    words = re.findall(r"[a-z]+", match[0].lower())
    if p.NOT_A_NAME.intersection(words) or len(words) < 2:
        return False
    before, after = text[max(0, match.start() - 40):match.start()], text[match.end():][:60]
    is_said = p.SAID_TO_BE_A_NAME.search(before) is not None
    return bool(p.BESIDE_AGE.match(after) and p.AGE.search(match[0] + after)
                or is_said and p.AGE.search(before + after))


def _from_given_name(match: re.Match[str]) -> tuple[int, list[str]]:
    """Where the name begins in a row of capitalised words, and its words from there."""
    words = match[0].split()
    for number, word in enumerate(words):
        is_titled = number and p.TITLE.match(words[number - 1]) and len(words) - number > 1
        if _is_given(word) or is_titled:
            return match.end() - len(" ".join(words[number:])), words[number:]
    return match.start(), []


def _named(text: str, start: int, end: int) -> Finding:
    """With "my son" before it, if that stands there: it is what stays."""
    begins = max(0, start - 60)
    if before := re.search(rf"({p.RELATION})(?:,? (?:is )?(?:called )?)$", text[begins:start]):
        begins += before.start()
        return Finding("name", begins, end, text[begins:end], before[1])
    end = end - 2 if text[start:end].endswith(("’s", "'s")) else end
    return Finding("name", start, end, text[start:end], "somebody in my family")


def _places_with_name(searched: SearchedText) -> Iterator[Finding]:
    text = searched.words
    for pattern in (p.PLACE, p.LOWER_PLACE, p.CLUB, p.PLAYS_FOR, p.UNDER_PLACE):
        for match in searched.matches(pattern):
            sentence = _around(text, match)
            if p.NOT_A_PLACE.match(match[0]) or not _names_somebody(sentence):
                continue
            if pattern is p.PLAYS_FOR and not _is_a_place(match[1], sentence):
                continue
            is_health = re.search(r"hospital|infirmary|medical|ward|unit", match[0], re.I)
            start, end = match.span(match.re.groups)
            end = start + len(text[start:end].rstrip())
            yield Finding("place", start, end, text[start:end],
                          "a hospital near us" if is_health else "a place near us"
                          if pattern in (p.CLUB, p.PLAYS_FOR) else "a school near us")


def _is_a_place(said: str, sentence: str) -> bool:
    """Two capitalised words or more after "plays for": a team, not a person."""
    words = said.split()
    return len(words) > 1 and not _is_given(words[0]) and not p.NOT_A_TEAM.search(said)


def _around(text: str, match: re.Match[str]) -> str:
    """The sentence, roughly: 120 characters on both sides."""
    return text[max(0, match.start() - 120):match.start()] + " " + text[match.end():][:120]


def _names_somebody(sentence: str) -> bool:
    """A given name; one that is also a word only with a capital letter. Or a word with a capital
    letter where a name stands."""
    words = re.findall(r"[A-Za-z][\w’'-]*", sentence)
    return any(_is_given(word) and (word[0].isupper() or word.lower() not in ALSO_WORDS)
               for word in words if word.lower() != "will") or any(
                   not p.NOT_SOMEBODY.search(match[0]) for match in p.NAMED.finditer(sentence))
