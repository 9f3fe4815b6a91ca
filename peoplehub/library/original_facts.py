"""What was found in the document of a sheet: its words for search, a picture of its first page, and
what makes it hard to use with a screen reader. Derived: it can be forgotten and is found again."""
from typing import Any, NamedTuple

from sqlalchemy import JSON, Text
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core.documents import PICTURE
from peoplehub.core.documents.extraction.process import VERSION
from peoplehub.core.formatting import count


class Finding(NamedTuple):
    """`words` with how many there are for {}; `advice`: what the editor can do. An `is_serious` one
    is told to readers, too."""

    words: str
    advice: str
    is_serious: bool = False
    one: str = ""  # what is counted
    many: str = ""


SCREEN_READER = "Readers with a screen reader may not be able to read it."
WRITE_TOO = f"{SCREEN_READER} Please write the words on this page as well."
FINDINGS = {  # by the code that `core/documents/extraction` gives
    "is-picture": Finding("The document is a picture.", WRITE_TOO, True),
    "no-words": Finding(
        "We found no words in this document. It may be a scan: a photo of a page.", WRITE_TOO,
        True),
    "pages-without-words": Finding(
        "{} in this document may be a photo of a page, with no words.", WRITE_TOO, True,
        "page", "pages"),
    "no-tags": Finding(
        "This PDF does not say what is a heading, a list or a table.",
        f"{SCREEN_READER} If you have the Word file, save it as a PDF again with “Document "
        "structure tags for accessibility” ticked.", True),
    "no-title": Finding(
        "This PDF has no title inside.",
        "A screen reader reads the name of the file instead. You can set the title in Word, under "
        "File and Info, and save it as a PDF again."),
    "no-language": Finding(
        "This PDF does not say which language it is in.",
        "A screen reader may read it in the wrong voice. Set the language in Word, and save it as "
        "a PDF again."),
    "no-bookmarks": Finding(
        "This PDF is long and has no bookmarks.",
        "It is hard to find a place in it. Use headings in Word, and tick “Create bookmarks using "
        "headings” when you save it as a PDF."),
    "no-headings": Finding(
        "This long document has no headings.",
        "Use “Heading 1” and “Heading 2” instead of big or bold letters. Then people can jump from "
        "part to part.", True),
    "pictures-without-words": Finding(
        "{} in this document without words for people who cannot see.",
        "Click the picture with the right button, choose “Edit alt text”, and say in a few words "
        "what it shows.", True, "picture", "pictures"),
    "tables-without-header": Finding(
        "{} in this document without a header row.",
        "Click in the first row of the table, and choose “Repeat header rows”. Then a screen "
        "reader says what each number is.", False, "table", "tables"),
    "slides-without-title": Finding(
        "{} in this document without a title.",
        "Give each slide a title of its own, in the place for titles. Then people can find it.",
        True, "slide", "slides"),
    "not-read": Finding(
        "We could not look into this document.", "Please open it yourself and see whether it is "
        "right. If it is a PDF, save it as a PDF again."),
}


class FirstPage(NamedTuple):
    """A picture for a page; `width` and `height` in pixels, `words` for who cannot see it."""

    address: str
    words: str
    key: str
    width: int
    height: int


class HasOriginalFacts:
    """A mixin of a sheet."""

    # loaded when it is asked for, which only the search index does
    original_text: Mapped[str | None] = mapped_column(Text, deferred=True)
    original_facts: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    @property
    def facts_now(self: Any) -> dict[str, Any] | None:
        """What was found in the document that readers get; None before it was read."""
        facts = self.original_facts
        is_current = self.has_original and facts and facts["of"] == self.reading_mark
        return facts if is_current else None

    @property
    def reading_mark(self: Any) -> str:
        """Another document has another one, and so has another way of reading."""
        return f"{VERSION} {self.original_key}"

    @property
    def first_page(self: Any) -> FirstPage | None:
        facts = self.facts_now
        if not facts or not facts["picture"]:
            return None
        what = "A small copy of" if self.original_type == PICTURE else "First page of the document"
        return FirstPage(f"{self.address}/first-page", f"{what} “{self.original_name}”",
                         *facts["picture"])

    @property
    def document_findings(self: Any) -> list[tuple[str, str]]:
        """For editors: what is wrong, and what to do."""
        return [(finding.words.replace("{}", count(times, finding.one, finding.many)),
                 finding.advice)
                for finding, times in self._found()]

    @property
    def is_hard_to_hear(self: Any) -> bool:
        """Whether people with a screen reader may not be able to use its document."""
        return any(finding.is_serious for finding, _times in self._found())

    @property
    def words_of_original(self: Any) -> str:
        """For search."""
        return self.original_text or "" if self.facts_now else ""

    def forget_facts(self) -> None:
        self.original_text = self.original_facts = None

    def _found(self: Any) -> list[tuple[Finding, int]]:
        facts = self.facts_now or {"findings": {}}
        return [(finding, facts["findings"][code]) for code, finding in FINDINGS.items()
                if code in facts["findings"]]
