"""Pictures and papers beside the words of a published piece: one column of its row, so that a piece
without any costs nothing."""
from collections.abc import Collection, Sequence
from typing import Any, cast

from sqlalchemy import JSON, ColumnElement, Text, cast as cast_to, or_
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core.attached_files import PICTURE
from peoplehub.core.errors import Invalid
from peoplehub.core.publication_contents import Contents

PieceFile = dict[str, Any]  # number, key, name, alt, size (bytes), width and height (pixels)
Files = Sequence[PieceFile]
MOST_FILES = 6
TOO_MANY = (f"Please choose no more than {MOST_FILES} pictures and papers for one post. Your words "
            "are safe.")
NO_PAPERS = (
    "A paper can have your name inside it. Without your name you can add pictures only. Please "
    "leave the paper out, or post with your name. Your words are safe."
)


class HasFiles:
    """A mixin of a publication. Its files are named by numbers that are never used again while it
    has others."""

    content_columns = (*Contents.content_columns, "files")

    files: Mapped[list[PieceFile] | None] = mapped_column(JSON(none_as_null=True))

    @property
    def file_keys(self: Any) -> list[str]:
        own = [file["key"] for file in self.files or []]
        return [*super().file_keys, *own]  # type: ignore[misc]  # of the publication below the mixin

    @property
    def picture_addresses(self: Any) -> list[tuple[str, str]]:
        return [(address_of(self.kind, self.id, file), file["alt"]) for file in self.files or []
                if is_picture(file)]

    @property
    def file_alts(self) -> tuple[str, ...]:
        """What its writer says is in the pictures."""
        return tuple(file["alt"] for file in self.files or [] if file["alt"])

    @property
    def file_links(self: Any) -> list[tuple[str, str]]:
        """Address and words of each, for feeds."""
        return [(address_of(self.kind, self.id, file), _described(file))
                for file in self.files or []]

    @property
    def file_key(self) -> str:
        """Of the first one, which a report keeps, as the next three."""
        return self._first("key")

    @property
    def file_name(self) -> str:
        return self._first("name")

    @property
    def file_alt(self) -> str:
        return self._first("alt")

    @property
    def file_size(self) -> int:
        return self.files[0]["size"] if self.files else 0

    def _first(self, what: str) -> str:
        return self.files[0][what] if self.files else ""

    @classmethod
    def holds_any(cls: Any, keys: Collection[str]) -> ColumnElement[bool]:
        kept = cast_to(cls.files, Text)
        own = [kept.contains(key) for key in keys]
        return or_(super().holds_any(keys), *own)  # type: ignore[misc]  # as above

    def keep_files(self: Any, files: Files) -> None:
        """These are its files from now on. Raises Invalid for too many, and for a document beside
        words without a name."""
        if len(files) > MOST_FILES:
            raise Invalid(TOO_MANY, "files")
        if self.anonymous and not all(map(is_picture, files)):
            raise Invalid(NO_PAPERS, "files")
        known = {file["key"]: file["number"] for file in self.files or []}
        last = max(known.values(), default=0)
        kept = []
        for file in files:
            number = known.get(file["key"]) or (last := last + 1)
            kept.append(file | {"number": number, "name": _name(file, self.anonymous)})
        self.files = kept or None


def is_picture(file: PieceFile) -> bool:
    return cast(str, file["key"]).endswith(f".{PICTURE}")


def address_of(kind: str, piece_id: int, file: PieceFile) -> str:
    return f"/attachments/{kind}/{piece_id}/{file['number']}"


def _described(file: PieceFile) -> str:
    if is_picture(file):
        return f"A picture: {file['alt'] or 'without description'}"
    return f"A file: {file['name']}"


def _name(file: PieceFile, anonymous: bool) -> str:
    return f"picture.{PICTURE}" if anonymous else file["name"]
