"""What of a published piece its author put into it: the part of `Publication` by which a piece is
taken out of every table (`peoplehub/online_safety`)."""
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, false, or_

from peoplehub.core.publication_answers import Answerable


class Contents(Answerable):
    """A mixin. A kind that keeps words or files in columns of its own names them all."""

    content_columns: tuple[str, ...] = ("text", "html")
    file_columns: tuple[str, ...] = ()  # those of them that name a file of the store

    @property
    def file_keys(self) -> list[str]:
        """The files of the store that it shows."""
        return [key for name in self.file_columns if (key := getattr(self, name))]

    @classmethod
    def holds_any(cls, keys: Collection[str]) -> ColumnElement[bool]:
        """The pieces that show one of these files of the store."""
        return or_(false(), *(getattr(cls, name).in_(keys) for name in cls.file_columns))

    @property
    def picture_addresses(self) -> list[tuple[str, str]]:
        """Address and description of each picture that its author put up."""
        return []

    @property
    def content_elsewhere(self) -> list[tuple[Any, tuple[str, ...]]]:
        """Other rows with content of this piece, and their columns: the title of a topic."""
        return []

    @property
    def derived_rows(self) -> list[Any]:
        """Rows of what the site made of it, such as its PDF files."""
        return []

    @property
    def has_successor(self) -> bool:
        """Whether its author has put another in its place since it was taken down, of a kind of
        which each has one: then it cannot come back."""
        return False
