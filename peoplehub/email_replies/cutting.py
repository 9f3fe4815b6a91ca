"""What somebody wrote in an e-mail, without what their mail program quotes below it. Where that is
not certain it says so, and the words are held for their writer to check."""
import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from peoplehub.email_replies.addresses import LOCAL_PART
from peoplehub.email_replies.quote_headers import (
    FROM_LABEL,
    LABEL,
    LONGEST_LINE,
    SEPARATOR,
    header_start,
    without_quote_mark,
)
from peoplehub.email_replies.signatures import has_closing, without_signature
from peoplehub.text_checks import identity

MARKER = re.compile(r"write[\s>*_]{1,20}above[\s>*_]{1,20}this[\s>*_]{1,20}line", re.I)
LINK = re.compile(r"<?\b(?:https?://|mailto:)\S{1,500}|\[\S{0,100}\]", re.I)
MOST_WORDS = 1_500  # below, that are compared with the letter
DISCLAIMER = re.compile(
    r"\bthis (?:e-?mail|message|communication) (?:and any|is intended|is confidential|may contain|"
    r"has been|was sent)|registered (?:office|in england|charity)|before (?:you )?print(?:ing)?\b|"
    r"virus-free|scanned (?:for|by)|intended (?:recipient|solely)", re.I)


@dataclass(frozen=True)
class Known:
    """`letter`: what was answered. `ours`: our name and addresses, which a mail program names above
    a quotation, in lower case. `own`: the writer's address. `names`: what their mail program calls
    them."""

    letter: str
    ours: frozenset[str] = field(default_factory=frozenset)
    own: str = ""
    names: str = ""
    pen_name: str = ""


@dataclass(frozen=True)
class Cut:
    """`doubt`: why the words cannot be sent as they are (see `models.REASONS`), or nothing."""

    words: str
    doubt: str = ""


def cut(text: str, known: Known) -> Cut:
    """The words above the marker line, or above the quotation."""
    lines = clean(text).split("\n")
    start = _quotation(lines, known)
    above, below = lines[:start], lines[start:]
    above, is_unsure = without_signature(above[:header_start(above, known.ours)])
    words = "\n".join(line.rstrip() for line in above).strip("\n ")
    is_unsure |= has_other_words(below, known.letter) or looks_quoted(above, known)
    if not words:
        rest = _rest(below, known)
        return Cut(rest, "unsure" if rest else "empty")
    if is_unsure:
        return Cut("\n\n".join(part for part in (words, _rest(below, known)) if part), "unsure")
    return Cut(words, "name" if gives_away(words, known) else "")


def clean(text: str) -> str:
    """Without what cannot be seen, and with one kind of line ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = re.sub("[\u200b\u200c\u2060\ufeff\u00ad\u034f\x00]", "", text).replace("\u00a0", " ")
    return text.replace("\t", " ")


def _quotation(lines: list[str], known: Known) -> int:
    """The line with the marker; else the first that is quoted, or stands below a header."""
    if marker := MARKER.search("\n".join(lines)):
        return "\n".join(lines)[:marker.start()].count("\n")
    for number, line in enumerate(lines):
        before = lines[max(number - 25, 0):number]
        if line.startswith(">") or header_start(before, known.ours) < _end(before):
            return number
    return len(lines)


def _end(lines: list[str]) -> int:
    end = len(lines)
    while end and not without_quote_mark(lines[end - 1]):
        end -= 1
    return end


def has_other_words(below: list[str], letter: str) -> bool:
    """Whether there is anything below but what the letter said."""
    return bool(_others(below, letter))


def _others(below: list[str], letter: str) -> list[tuple[int, str]]:
    """The words that are not the letter's, each with its line."""
    lines, _ = without_signature(below)
    found = [(number, word) for number, line in enumerate(lines)
             for word in _words(without_quote_mark(line))]
    ours = _words(letter)
    if len(found) > MOST_WORDS:
        return found
    matcher = SequenceMatcher(None, [word for _, word in found], ours, autojunk=False)
    taken = {place for block in matcher.get_matching_blocks()
             for place in range(block.a, block.a + block.size)}
    return [one for place, one in enumerate(found) if place not in taken]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", LINK.sub(" ", text).casefold())


def _rest(below: list[str], known: Known) -> str:
    """Of what stands below, the lines that the writer may have written: never headers, and nothing
    of the letter."""
    theirs = {number for number, _ in _others(below, known.letter)}
    kept = [line for number, line in enumerate(below) if number in theirs
            and not line.startswith(">") and not LABEL.match(line)
            and not any(one in line.lower() for one in known.ours)]
    return "\n".join(kept).strip()


def looks_quoted(lines: list[str], known: Known) -> bool:
    """Whether anything is left that a mail program may have written, or quoted."""
    said = [line.strip() for line in lines if line.strip()]
    if any(_is_of_program(line, known) for line in said):
        return True
    if said and re.search(r"[:：]$", said[-1]) and re.search(r"\d", said[-1]):
        return True
    if DISCLAIMER.search("\n".join(said)) or has_closing(lines, known.pen_name):
        return True
    return any(len(line) > 25 and line in known.letter for line in said)


def _is_of_program(line: str, known: Known) -> bool:
    low = line.lower()
    return (line.startswith((">", "|")) or len(line) > LONGEST_LINE * 10
            or bool(FROM_LABEL.match(line)) or bool(SEPARATOR.fullmatch(line))
            or bool(LABEL.match(line) and "@" in line) or bool(LOCAL_PART.search(low))
            or any("@" in one and one in low for one in known.ours)
            or bool(known.own and known.own in low))


def gives_away(words: str, known: Known) -> bool:
    """Whether it holds a name that their mail program has and this site has not, or a way to reach
    them: it may come out of a signature."""
    said = set(_words(words))
    names = set(re.findall(r"[^\W\d_]{3,}", f"{known.names} {known.own.split('@')[0]}".casefold()))
    names -= set(_words(known.pen_name))
    return bool(names & said) or bool(identity.find(words))
