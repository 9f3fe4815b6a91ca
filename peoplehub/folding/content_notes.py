"""Content notes: the column of pieces that can have one, and how words are folded behind it."""
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup, escape
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core.content_notes import (
    LONGEST_NOTE,
    SEPARATOR,
    fitting,
    marked,
    merged,
)
from peoplehub.core.text import known_safe
from peoplehub.folding.subjects import TITLES
from peoplehub.folding.team_notes import forget_team_words, team_note_of

OPENING = known_safe(
    '<details class="noted"><summary>Content note: <bdi>{}</bdi>. Show it</summary>')
CLOSING, NOTHING = known_safe("</details>"), known_safe("")
BEHIND = known_safe("<p>Content note: {}. You can read it on the page.</p>")


class HasNote:
    """A mixin of what has an author and can have a note of its own. A note on everything by its
    author goes with it, but never on what they wrote unnamed: a rare note would tell who it was."""

    note: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="", server_default="")

    @property
    def content_note(self: Any) -> str:
        """All that is said before its words are shown."""
        author = None if self.anonymous else self.author
        return merged(self.note or "", author.note_on_all if author else "")

    @property
    def note_sentence(self) -> str:
        """What of its note somebody wrote in their own words."""
        return parts_of(self.note or "")[1]

    @property
    def noted_alike(self) -> list:
        """What else has its note, always."""
        return []

    def put_note(self, note: str) -> None:
        """Its writer's. What a moderator put there stays."""
        self._put(fitting(merged(team_note_of(self), note)))

    def put_note_sentence(self, sentence: str) -> None:
        self._put(fitting(written_note(parts_of(self.note or "")[0], sentence)))
        forget_team_words(self)

    def _put(self, note: str) -> None:
        for piece in (self, *self.noted_alike):
            piece.note = note

    @property
    def marked_title(self: Any) -> str:
        """As lists show it, of what has a title."""
        return marked(self.title, self.content_note)


def written_note(subjects: Iterable[str], sentence: str) -> str:
    """The note of these subjects (their slugs) and this sentence."""
    return merged(*(TITLES[slug] for slug in TITLES if slug in set(subjects)), sentence)


def parts_of(note: str) -> tuple[list[str], str]:
    """The slugs of its subjects, and the sentence."""
    parts = note.split(SEPARATOR) if note else []
    subjects = [slug for slug, title in TITLES.items() if title in parts]
    return subjects, SEPARATOR.join(part for part in parts if part not in TITLES.values())


def fields_of(note: str) -> dict[str, str | bool]:
    """As the fields of `NoteForm` hold it."""
    subjects, sentence = parts_of(note)
    ticks: dict[str, str | bool] = {field_of(slug): slug in subjects for slug in TITLES}
    return ticks | {"note_words": sentence}


def field_of(slug: str) -> str:
    """The tick of a subject, by name."""
    return f"note_{slug.replace('-', '_')}"


def around(note: str) -> tuple[Markup, Markup]:
    """What stands before and after safe HTML so that it is folded behind a note."""
    return (OPENING.format(escape(note)), CLOSING) if note else (NOTHING, NOTHING)


def behind_note(note: str) -> Markup:
    """What a feed says in the stead of words that have a note; nothing without one."""
    return BEHIND.format(escape(note)) if note else NOTHING


def noted(html: str, note: str) -> Markup:
    """Safe HTML, folded behind its note if it has one."""
    opening, closing = around(note)
    return opening + known_safe(html) + closing
