"""What in a template gives away who somebody is, each with its place and what to write instead.
Worked out when a page is shown: nothing of it is kept or logged."""
from collections.abc import Iterator
from dataclasses import dataclass, replace

from peoplehub.member_templates.models import MemberTemplate
from peoplehub.text_checks.identity import (
    KINDS,
    MOST_CHARACTERS,
    MOST_FINDINGS,
    Finding,
    find,
    replaced,
)

PLACES = {
    "title": "In the title", "summary": "In “What it is for”", "how_to": "In “How to use it”",
    "text": "In the words on the page", "file_text": "In the file",
}
IN_FILE = "file_text"
AROUND = 40  # characters on each side of a passage in a file


@dataclass(frozen=True)
class Found:
    """A finding in one of PLACES. `key` names it when a form comes back."""

    field: str
    finding: Finding
    line: int  # of the file, from 1; 0 elsewhere
    before: str = ""
    after: str = ""

    @property
    def key(self) -> str:
        return f"{self.field}|{self.finding.passage}"

    @property
    def place(self) -> str:
        return f"{PLACES[self.field]}, line {self.line}" if self.line else PLACES[self.field]

    @property
    def what(self) -> str:
        return KINDS[self.finding.kind]


def found_in(template: MemberTemplate) -> list[Found]:
    """In its words and in its file, in the order in which they are read."""
    return [_found(field, getattr(template, field), one)
            for field in PLACES for one in _find(getattr(template, field))]


def may_be_more(found: list[Found]) -> bool:
    """Whether so much was found that not all of it is shown."""
    return len(found) >= MOST_FINDINGS


def changed_words(template: MemberTemplate, ticked: set[str]) -> dict[str, str]:
    """Its words, with what was ticked changed as suggested. Its file stays as it is."""
    return {field: replaced(getattr(template, field), [
        one for one in find(getattr(template, field)) if f"{field}|{one.passage}" in ticked])
        for field in PLACES if field != IN_FILE}


def _find(words: str) -> Iterator[Finding]:
    """In all of a long text, of which one look reaches a part only."""
    at = 0
    while at < len(words):
        ends = len(words)
        if ends - at > MOST_CHARACTERS:
            ends = words.rfind("\n", at, at + MOST_CHARACTERS) + 1 or at + MOST_CHARACTERS
            ends = ends if ends > at else at + MOST_CHARACTERS
        for one in find(words[at:ends]):
            yield replace(one, start=one.start + at, end=one.end + at)
        at = ends


def _found(field: str, words: str, one: Finding) -> Found:
    if field != IN_FILE:
        return Found(field, one, 0)
    begins = words.rfind("\n", 0, one.start) + 1
    ends = words.find("\n", one.end)
    line = words[begins:ends if ends >= 0 else len(words)]
    at, to = one.start - begins, one.end - begins
    return Found(field, one, words.count("\n", 0, one.start) + 1,
                 line[max(0, at - AROUND):at], line[to:to + AROUND])
