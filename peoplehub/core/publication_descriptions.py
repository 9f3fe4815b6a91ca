"""What lists, notices, feeds and search say of a published piece: the part of `Publication` that
each kind fills in for them."""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from sqlalchemy import ColumnElement, true

from peoplehub.core.content_notes import marked, merged
from peoplehub.core.text import known_safe, plain


@dataclass(frozen=True)
class SearchDocument:
    """What the search index stores of a piece: plain text, its audience, and the place it is
    grouped by."""

    shelf: str  # of the search page: sheet, story, entry, topic
    place: str  # shown once however many pieces of it are found: "topic 7"
    title: str
    body: str
    audience: str
    is_head: bool = True  # what its place is known by: the question, not a reply


class Description:
    """A mixin of `Publication`."""

    shelves: dict[str, tuple[int, str]] = {}  # of the search page: name → (its place, its words)
    reply_to_id: Any = None  # of the piece of its kind that it answers, and says so
    feed: tuple[str, str] | None = None  # of what is new of this kind: its title, its page

    @property
    def safe_html(self: Any) -> Markup:
        return known_safe(self.html)

    @property
    def plain_words(self: Any) -> str:
        """The words as they are shown, without marks: for lists, letters and search."""
        return plain(self.html)

    @property
    def heading(self) -> str:
        """A few words that name it in a queue or a list."""
        raise NotImplementedError(self)

    @property
    def place_heading(self) -> str:
        """A few words that name the place where it stands, for notices."""
        return self.heading

    @property
    def content_note(self) -> str:
        """What it is about, said before its words are shown; "": they are shown at once."""
        return ""

    @property
    def note_sentence(self) -> str:
        """What of its note somebody wrote in their own words."""
        return ""

    def put_note_sentence(self, sentence: str) -> None:
        """In the stead of these words, where it can have a note; its subjects stay."""

    @property
    def title_note(self: Any) -> str:
        """The same for lists, where the title of its place stands too."""
        place = self.lock_root
        of_place = "" if place is self else getattr(place, "content_note", "")
        return merged(of_place, self.content_note)

    @property
    def marked_heading(self) -> str:
        """As lists for everybody show it: with the note."""
        return marked(self.heading, self.title_note)

    @property
    def marked_place(self) -> str:
        return marked(self.place_heading, self.title_note)

    @property
    def byline(self: Any) -> str:
        """By whom it is, as everybody may read it."""
        return self.author.pen_name if self.author and not self.anonymous else "Somebody"

    @classmethod
    def with_heading(cls) -> tuple:
        """The loader options with which a list of many can say their headings and addresses."""
        return ()

    @property
    def news(self) -> str:
        """What a new one is to those who follow its place, as notices say it; "": they are not
        told."""
        return "published"

    @property
    def letters(self) -> Mapping[int, str]:
        """Of those people, by number: to whom it is something else, by e-mail."""
        return {}

    @property
    def change_thread(self: Any) -> str:
        """The thread of the notice by which its followers hear that it was changed; "": they are
        not told of this change."""
        return f"{self.kind} {self.id}"

    @property
    def beside(self) -> ColumnElement[bool] | None:
        """The pieces of its kind that one notice may tell of together with it, if any."""
        return None

    @property
    def counted_as(self: Any) -> tuple[str, ColumnElement[bool]]:
        """What the limits of a first day count it as, and which pieces of its kind count as the
        same: "topics" begin something, "replies" stand in what another began."""
        return "topics" if self.lock_root is self else "replies", true()

    @property
    def found_with(self) -> Sequence[Any]:
        """The pieces of its kind of which what search finds depends on whether this one is out."""
        return ()

    def search_document(self) -> SearchDocument:
        """What search stores of it. A kind that does not say is never found: private messages."""
        raise NotImplementedError(self)
