"""Film or sound of a publication: the columns that hold its files, captions and promises."""
from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import JSON, ColumnElement, Date, Text, cast as cast_to, or_
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import formatting
from peoplehub.core.text import one_line
from peoplehub.editorial.languages import language_of

MAIN, SMALL, CAPTIONS, PICTURE = "main", "small", "captions", "picture"  # what a file is for
FILM, SOUND = "film", "sound"


class MediaFile(NamedTuple):
    """`name` is the last part of its address; `size` in bytes, `seconds` 0 where it is not known,
    `language` of captions, `at`: when it came, as ISO 8601. `source` is the name under which its
    editor had it."""

    role: str
    name: str
    key: str
    mimetype: str
    size: int
    seconds: int
    language: str
    at: str
    source: str

    @property
    def is_film(self) -> bool:
        return self.mimetype.startswith("video/")

    @property
    def came_at(self) -> datetime:
        return datetime.fromisoformat(self.at)

    @property
    def length_words(self) -> str:
        """How long it lasts, in words; "" where that is not known."""
        minutes, seconds = divmod(self.seconds, 60)
        parts = ([formatting.count(minutes, "minute")] if minutes else []) + (
            [formatting.count(seconds, "second")] if seconds and minutes < 10 else [])
        return " ".join(parts)

    @property
    def language_words(self) -> str:
        return language_of(self.language).own


class HasMedia:
    """A mixin of a sheet."""

    media: Mapped[list[list] | None] = mapped_column(JSON(none_as_null=True))
    # whether its editor said that the text has every word of the film or sound
    is_transcript: Mapped[bool] = mapped_column(default=False)
    captions_promised_for: Mapped[date | None] = mapped_column(Date)

    @property
    def media_files(self) -> list[MediaFile]:
        return [MediaFile(*row) for row in self.media or []]

    def media_file(self, name: str) -> MediaFile | None:
        """The file of that name, if there is one."""
        return next((file for file in self.media_files if file.name == name), None)

    @property
    def film_or_sound(self) -> MediaFile | None:
        return self._of_role(MAIN)

    @property
    def small_media(self) -> MediaFile | None:
        """The same with less data."""
        return self._of_role(SMALL)

    @property
    def media_picture(self) -> MediaFile | None:
        """What is seen before the film begins."""
        return self._of_role(PICTURE)

    @property
    def captions(self) -> list[MediaFile]:
        return [file for file in self.media_files if file.role == CAPTIONS]

    @property
    def media_kind(self) -> str:
        """`FILM`, `SOUND`, or "" where there is neither."""
        main = self.film_or_sound
        return (FILM if main.is_film else SOUND) if main else ""

    @property
    def lacks_captions(self) -> bool:
        return self.media_kind == FILM and not self.captions

    def media_address(self: Any, name: str) -> str:
        return f"{self.address}/media/{name}"

    def add_media_file(self, added: MediaFile) -> None:
        """It takes the place of another of its kind, and of its language."""
        others = [list(file) for file in self.media_files
                  if (file.role, file.language) != (added.role, added.language)]
        self.media = [*others, list(added)]

    def drop_media_file(self, name: str) -> None:
        self.media = [row for row in self.media or [] if MediaFile(*row).name != name] or None

    @property
    def file_keys(self: Any) -> list[str]:
        own = [file.key for file in self.media_files]
        return [*super().file_keys, *own]  # type: ignore[misc]  # of the publication below the mixin

    @classmethod
    def holds_any(cls: Any, keys: Collection[str]) -> ColumnElement[bool]:
        kept = cast_to(cls.media, Text)
        own = [kept.contains(key) for key in keys]
        return or_(super().holds_any(keys), *own)  # type: ignore[misc]  # as above

    def _of_role(self, role: str) -> MediaFile | None:
        return next((file for file in self.media_files if file.role == role), None)


def name_of(role: str, is_film: bool, suffix: str, language: str) -> str:
    """Of a file in its address. `suffix` is ours, such as ".mp4"."""
    kind = FILM if is_film else SOUND
    stems = {MAIN: kind, SMALL: f"{kind}-small", PICTURE: "picture",
             CAPTIONS: f"captions-{language}"}
    return stems[role] + suffix


def source_name(name: str | None) -> str:
    """How its editor's device called it, fit to be shown."""
    return one_line(name or "")[-80:]
