"""The documents that the law asks for, and how their words are put together.

A document is Markdown in parts: each begins with a line `## Heading`. What a charity has to write
itself is marked "[fill in: what]", and nothing is adopted while such a gap is left.
"""
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DRAFTS = Path(__file__).parent / "drafts"
GAP = "[fill in"
HEADING = re.compile(r"^##[ \t]+(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Document:
    title: str
    meaning: str  # what it is, and which law asks for it


@dataclass(frozen=True)
class Part:
    heading: str
    text: str

    @property
    def gaps(self) -> int:
        return self.text.count(GAP)


DOCUMENTS = {
    "illegal-content": Document(
        "Illegal content risk assessment",
        "How likely each kind of illegal harm is here, and what you do about it. The Online Safety "
        "Act 2023, section 9, asks for it."),
    "childrens-access": Document(
        "Children’s access assessment",
        "Whether children are likely to use the site. The Online Safety Act 2023, section 36, asks "
        "for it each year."),
    "policy": Document(
        "Appropriate policy document",
        "Why you may keep facts about health, and for how long. The Data Protection Act 2018, "
        "schedule 1, asks for it."),
    "dpia": Document(
        "Data protection impact assessment",
        "What could go wrong with people’s data, and what you do about it. UK GDPR, article 35, "
        "asks for it."),
}


@cache
def draft_of(code: str) -> str:
    """The words that the software offers for the first version."""
    return (DRAFTS / f"{code}.md").read_text().strip()


def parts_of(text: str) -> list[Part]:
    """The parts of a document, in their order."""
    _before, *rest = HEADING.split(text)
    return [Part(heading.strip(), words.strip())
            for heading, words in zip(rest[::2], rest[1::2], strict=True)]


def joined(parts: Sequence[Part]) -> str:
    return "\n\n".join(f"## {part.heading}\n\n{part.text}".strip() for part in parts)
