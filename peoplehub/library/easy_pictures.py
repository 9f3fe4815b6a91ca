"""Pictures of an editor's own in the easy read of a sheet, beside those that are drawn: the column
of the sheet that holds them, and how the text names them."""
import hashlib
import io
import re
from base64 import b64encode
from collections.abc import Collection
from typing import Any, NamedTuple

from PIL import Image
from sqlalchemy import JSON, ColumnElement, Text, cast as cast_to, or_
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import files, images

OWN = re.compile(r"own-([1-9][0-9]{0,3})")
MOST_PICTURES = 60  # of one sheet


class EasyPicture(NamedTuple):
    """`width` and `height` in pixels. Without a key it was taken away: numbers are not used again,
    so an old version never shows another picture than it had."""

    number: int
    key: str
    words: str
    width: int
    height: int

    @property
    def name(self) -> str:
        """By which the text of the easy read names it."""
        return f"own-{self.number}"


class ShownPicture(NamedTuple):
    """For a page: where it is, and what is in it."""

    address: str
    words: str
    width: int
    height: int


class HasEasyPictures:
    """A mixin of a sheet."""

    easy_pictures: Mapped[list[list] | None] = mapped_column(JSON(none_as_null=True))

    @property
    def own_pictures(self) -> dict[str, EasyPicture]:
        """Those that are there, by name."""
        every = [EasyPicture(*row) for row in self.easy_pictures or []]
        return {one.name: one for one in every if one.key}

    def picture_address(self: Any, number: int) -> str:
        return f"{self.address}/pictures/{number}"

    def shown_pictures(self: Any) -> dict[str, ShownPicture]:
        """The same for a page."""
        return {name: ShownPicture(self.picture_address(one.number), one.words, one.width,
                                   one.height) for name, one in self.own_pictures.items()}

    def add_picture(self, key: str, words: str, size: tuple[int, int]) -> EasyPicture:
        """The picture, which is the one there is if it was brought before."""
        rows = self.easy_pictures or []
        same = next((one for one in self.own_pictures.values() if one.key == key), None)
        if same is not None:
            return same
        added = EasyPicture(len(rows) + 1, key, words, *size)
        self.easy_pictures = [*rows, list(added)]
        return added

    def drop_picture(self, number: int) -> None:
        self.easy_pictures = [[number, "", "", 0, 0] if row[0] == number else row
                              for row in self.easy_pictures or []]

    @property
    def file_keys(self: Any) -> list[str]:
        own = [one.key for one in self.own_pictures.values()]
        return [*super().file_keys, *own]  # type: ignore[misc]  # of the publication below the mixin

    @property
    def picture_addresses(self: Any) -> list[tuple[str, str]]:
        return [(self.picture_address(one.number), one.words)
                for one in self.own_pictures.values()]

    @classmethod
    def holds_any(cls: Any, keys: Collection[str]) -> ColumnElement[bool]:
        kept = cast_to(cls.easy_pictures, Text)
        own = [kept.contains(key) for key in keys]
        return or_(super().holds_any(keys), *own)  # type: ignore[misc]  # as above


def stored(data: bytes) -> tuple[str, tuple[int, int]]:
    """The key of a picture, drawn again without metadata and kept, and its size in pixels. The same
    picture has the same key. Raises Invalid with a sentence, and Unavailable where the store has no
    place for it."""
    picture = images.reencode(data)
    key = f"{hashlib.sha256(picture).hexdigest()[:40]}.webp"
    files.store_as(key, picture)
    with Image.open(io.BytesIO(picture)) as opened:
        return key, opened.size


def in_svg(picture: EasyPicture) -> str:
    """The picture as a square drawing, for paper. Raises FileNotFoundError."""
    width, height = picture.width, picture.height
    side = max(width, height, 1)
    left, top = (side - width) / 2, (side - height) / 2
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
            f'<image x="{left}" y="{top}" width="{width}" height="{height}" '
            f'href="data:image/webp;base64,{b64encode(files.load(picture.key)).decode()}"/></svg>')
