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

NAMES = Path(__file__).parent / "given_names.txt"
ALSO_WORDS = ("will", "mark", "grant", "grace", "rose", "frank", "dawn", "june", "summer", "sue",
              "drew", "art", "faith", "joy", "pat", "bill", "ivy", "penny")
MOST_CHARACTERS = 50_000  # of a text; what is longer is looked at up to here
MOST_FINDINGS = 12  # pointed at in one text
FREE = ("800", "808", "3", "84", "87")  # numbers of organisations and helplines, after the 0
SLASHED_PHONE = re.compile(r"\b0\d(?:[ /.-]?\d){8,9}\b")
OFFICES = ("info", "enquiries", "enquiry", "help", "contact", "admin", "support", "hello", "office",
           "team", "mail", "press", "complaints", "feedback")
AT = r"(?:\s?@\s?|\s?[\[(]at[\])]\s?)"
DOT = r"(?:\.|\s?[\[(]dot[\])]\s?)"
EMAIL = re.compile(rf"([\w.+-]{{1,64}}){AT}[\w-]{{1,63}}(?:{DOT}[a-z-]{{2,24}}){{1,3}}", re.I)
EMAIL_IN_WORDS = re.compile(
    r"\b([\w.]{1,64}(?: dot \w{1,40}){0,2}) at [\w-]{1,63}(?:(?: dot |\.)(?:com|co|org|net|uk|ac)\b"
    r"){1,2}", re.I)
POSTCODE = re.compile(
    r"\b[A-PR-UWYZ][A-HK-Y]?\d[A-HJKPSTUW\d]?\s{0,2}\d[ABD-HJLNP-UW-Z]{2}\b", re.I)
STREET = re.compile(
    r"\b\d{1,4}(?:/\d{1,3})?[a-zA-Z]?,? (?:(?:[A-Z][\w’'-]{1,30} ){1,3}(?:Street|St|Road|Rd|Lane|"
    r"Close|Avenue|Ave|Drive|Way|Grove|Row|Terrace|Court|Crescent|Place|Gardens|Hill|Square|Mews|"
    r"Walk|Rise|View|Park|Green)\b|The [A-Z]\w{2,30}|Heol(?: y)? [A-Z]\w{1,30}|"
    r"Ffordd [A-Z]\w{1,30})")
NHS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
INSURANCE = re.compile(
    r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?[A-D]\b", re.I)
KIND_OF_PLACE = (
    r"(?:Primary(?: School)?|(?:Special |High |Infant |Junior |Nursery |Secondary |Grammar )?"
    r"School|Academy|Nursery(?: School)?|Infants|Juniors|(?:Sixth Form )?College|(?:General |"
    r"Children[’']s |Community )?Hospital|Infirmary|Medical Centre|C of E Primary)")
PLACE = re.compile(
    r"\b(?:Ysgol(?: [A-Z]\w{1,30}){1,2}"
    rf"|(?:(?:St|[A-Z][\w’'-]{{1,30}}) ){{1,4}}{KIND_OF_PLACE})\b")
LOWER_PLACE = re.compile(
    r"\b(?:st|saint) [a-z]{2,20}[’']?s? (?:primary|school|infants|hospital|academy)(?: school)?\b",
    re.I)
NOT_A_PLACE = re.compile(
    r"^(?:The|Our|His|Her|My|A|Which|Year|Great Ormond Street|Royal College|Special|High)\b"
    r"(?: (?:School|Hospital|Nursery|College|Academy|of))?$")
RELATION = (r"(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er) (?:(?:little|youngest|eldest|big) )?(?:son|daughter|"
            r"boy|girl|child|grandson|granddaughter|brother|sister|mum|dad|husband|wife|nan|grandad|"
            r"mother|father|partner|nephew|niece)")
CAPITALISED = r"[A-Z][\w’'-]{1,30}"
FULL_NAME = re.compile(rf"\b{CAPITALISED}(?: {CAPITALISED}){{1,3}}\b")
SPOKEN = "six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
AGE = re.compile(
    rf"\b(?:is|am|are|aged|age|turned|turns|he[’']s|she[’']s|will be|be)\s(?:\d{{1,3}}|{SPOKEN})\b"
    rf"|\(\s?\d{{1,2}}\s?\)|,\s(?:\d{{1,2}}|{SPOKEN})\b|\b\d{{1,3}}\s?(?:yrs?|years?)\sold"
    r"|\bborn\b|\bbirthday\b|\bdate of birth\b|\bDOB\b", re.I)
FAMOUS = re.compile(r"^(?:King|Queen|Prince|Princess|Saint|Dr|Mr|Mrs|Ms|Harry Potter"
                    r"|Stephen Hawking|Marie Curie|Happy|Down|Great)\b")
PLATFORM = (r"(?:instagram|insta|snapchat|snap|facebook|fb|messenger|twitter|tiktok|tik tok|"
            r"discord|xbox|gamertag|youtube|linkedin|whatsapp|telegram|on x)")
PROFILE = re.compile(
    r"\b(?:https?://)?(?:www\.)?(?:instagram|facebook|tiktok|twitter|x|snapchat|linkedin|youtube)\.com/"
    r"(?:in/|@)?[\w.@-]{2,60}", re.I)
HANDLE = re.compile(
    rf"\b{PLATFORM}\b(?:(?:,? (?!is\b|as\b)[\w’']{{1,15}}){{0,3}})(?:\s?:\s?|,? (?:is|as) |,? )"
    r"(@[\w.-]{2,40}|[\w.#-]*(?:[\d.#_][\w.#-]*|[a-z][A-Z]\w*)|"
    r"[A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{1,30}){1,3})", re.I)
SNAP_NAME = re.compile(r"\b(?:snap|snapchat|insta|tiktok|discord)\s?:\s?([\w.#-]{3,40})", re.I)
WHATSAPP_AS = re.compile(r"\bwhatsapp me\b.{0,30}?\bas ([A-Z]\w+)", re.I)
CHANNEL = re.compile(r"\bchannel (?:name )?is ([\w ]{3,50})", re.I)
AT_ON_PLATFORM = re.compile(rf"(@[\w.-]{{2,40}})(?=[^.!?]{{0,40}}\b{PLATFORM}\b)", re.I)


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
    found = sorted(_all(text[:MOST_CHARACTERS]), key=lambda one: (one.start, -one.end))
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


def _all(text: str) -> Iterator[Finding]:
    yield from _phones(text)
    yield from _emails(text)
    for pattern in (POSTCODE, STREET):
        yield from (_simple("address", match) for match in pattern.finditer(text))
    yield from (_simple("nhs", match) for match in NHS.finditer(text)
                if match[0][0] != "0" and nhs_number.is_valid(re.sub(r"\D", "", match[0])))
    yield from (_simple("insurance", match) for match in INSURANCE.finditer(text))
    yield from _handles(text)
    yield from _names_with_age(text)
    yield from _places_with_name(text)


def _simple(kind: str, match: re.Match[str], group: int = 0) -> Finding:
    start, end = match.span(group)
    return Finding(kind, start, end, match[group], INSTEAD[kind])


def _phones(text: str) -> Iterator[Finding]:
    leniency = phonenumbers.Leniency.POSSIBLE
    for match in phonenumbers.PhoneNumberMatcher(text, "GB", leniency=leniency):
        national = str(match.number.national_number)
        is_written_so = match.raw_string.lstrip("(").startswith(("0", "+"))
        if is_written_so and not national.startswith(FREE) and len(national) >= 9:
            yield Finding("phone", match.start, match.end, match.raw_string, INSTEAD["phone"])
    for found in SLASHED_PHONE.finditer(text):
        if not re.sub(r"\D", "", found[0])[1:].startswith(FREE):
            yield _simple("phone", found)


def _emails(text: str) -> Iterator[Finding]:
    for pattern in (EMAIL, EMAIL_IN_WORDS):
        for match in pattern.finditer(text):
            is_office = match[1].lower() in OFFICES
            if not is_office and not match[0].lower().endswith((".gov.uk", "nhs.uk")):
                yield _simple("email", match)


def _handles(text: str) -> Iterator[Finding]:
    yield from (_simple("handle", match) for match in PROFILE.finditer(text))
    for pattern in (HANDLE, SNAP_NAME, WHATSAPP_AS, CHANNEL, AT_ON_PLATFORM):
        for match in pattern.finditer(text):
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
    return re.sub(r"[’']s$", "", word).lower() in given_names()


def _names_with_age(text: str) -> Iterator[Finding]:
    for match in FULL_NAME.finditer(text):
        start, words = _from_given_name(match)
        if len(words) < 2 or FAMOUS.match(match[0]) and not match[0].startswith("Happy"):
            continue
        near = text[max(0, start - 60):match.end() + 70]
        if AGE.search(near) and not PLACE.search(match[0]):
            yield _named(text, start, match.end())


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


def _places_with_name(text: str) -> Iterator[Finding]:
    for pattern in (PLACE, LOWER_PLACE):
        for match in pattern.finditer(text):
            sentence = _around(text, match)
            if NOT_A_PLACE.match(match[0]) or not _names_somebody(sentence):
                continue
            is_health = re.search(r"hospital|infirmary|medical", match[0], re.I)
            yield Finding("place", *match.span(), match[0],
                          "a hospital near us" if is_health else "a school near us")


def _around(text: str, match: re.Match[str]) -> str:
    """The sentence, roughly: 120 characters on both sides."""
    return text[max(0, match.start() - 120):match.start()] + " " + text[match.end():][:120]


def _names_somebody(sentence: str) -> bool:
    """A given name; one that is also a word only with a capital letter."""
    words = re.findall(r"[A-Za-z][\w’'-]*", sentence)
    return any(_is_given(word) and (word[0].isupper() or word.lower() not in ALSO_WORDS)
               for word in words if word.lower() != "will")
