"""One file beside somebody's words: the columns of a row that has one, what is taken, and how it is
sent. Pictures are drawn again without metadata, documents are looked into, and copies of what was
taken down are refused, as everywhere."""
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response
from PIL import Image
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import blocked_files, documents, files, formatting, images
from peoplehub.core.errors import Invalid, NotFound

PICTURE = documents.PICTURE
MIMETYPES = documents.MIMETYPES
COLUMNS = ("file_key", "file_name", "file_alt", "file_size")
MOST_BYTES = max(documents.MOST_BYTES, images.MOST_BYTES)
NEEDS_ALT = "Say in a few words what is in the picture. Then choose the picture again."
WRONG_KIND = ("We can take a photo (JPEG, PNG, WebP or HEIC), or "
              f"{documents.KINDS_IN_WORDS}. Please choose one of these.")


class AttachedFile:
    """A mixin: a file of the store beside the words of a row. Without one all four are empty."""

    file_key: Mapped[str] = mapped_column(String(80), default="")
    file_name: Mapped[str] = mapped_column(String(120), default="")  # as a person would know it
    file_alt: Mapped[str] = mapped_column(String(200), default="")  # what is in the picture
    file_size: Mapped[int] = mapped_column(default=0)  # bytes

    @property
    def has_picture(self) -> bool:
        return self.file_key.endswith(f".{PICTURE}")

    @property
    def file_facts(self) -> str:
        """Of which kind, and how big."""
        return facts_of(self.file_key, self.file_size)

    @property
    def file_words(self) -> str:
        """The file as words: for a list, a report, a PDF. Empty without one."""
        if not self.file_key:
            return ""
        return f"A picture: {self.file_alt}" if self.has_picture else f"A file: {self.file_name}"


@dataclass(frozen=True)
class StoredFile:
    """A file that was checked and is in the store, for whatever row will name it."""

    file_key: str
    file_name: str
    file_alt: str
    file_size: int


def stored(data: bytes, name: str, alt: str, needs_alt: bool = True) -> StoredFile:
    """Check what somebody sent, and keep it. Raises Invalid with a sentence, and Unavailable where
    the store has no place for it."""
    kind = documents.ending_of(name)
    if kind in documents.CHECKS or kind in documents.OTHER_KINDS:
        found = documents.checked(data, name)
        blocked_files.check(found.data)
        return StoredFile(files.store(found.data, f".{kind}"), found.name, "", len(found.data))
    picture = _picture(data, kind)
    if needs_alt and not alt:
        raise Invalid(NEEDS_ALT, "file_alt")
    called = documents.clean_name(name, PICTURE)
    return StoredFile(files.store(picture, f".{PICTURE}"), called, alt, len(picture))


def stored_of_piece(data: bytes, name: str) -> dict[str, Any]:
    """The same for a file of a published piece (`core.piece_files`), whose picture may go without a
    description. Raises as `stored` does."""
    kept = stored(data, name, "", needs_alt=False)
    width, height = 0, 0
    if kept.file_key.endswith(f".{PICTURE}"):
        with Image.open(io.BytesIO(files.load(kept.file_key))) as picture:
            width, height = picture.size
    return {"key": kept.file_key, "name": kept.file_name, "alt": "", "size": kept.file_size,
            "width": width, "height": height}


def facts_of(key: str, size: int) -> str:
    """Of which kind a file of the store is, and how big (bytes)."""
    return f"{documents.KIND_WORDS[key.rpartition('.')[2]]}, {formatting.size(size)}"


def columns_of(row: Any) -> dict[str, Any]:
    """The columns of its file, to copy them to another row that keeps the same one. Empty for a row
    that can have none."""
    return {name: getattr(row, name) for name in COLUMNS if hasattr(row, name)}


def send(row: AttachedFile) -> Response:
    """The file as an answer that nothing on the way keeps: a picture to be shown, a document to be
    downloaded. Who may have it was asked before. Raises NotFound where there is none."""
    if not row.file_key:
        raise NotFound()
    return _sent(row.file_key, row.file_name)


def send_of_piece(file: Mapping[str, Any]) -> Response:
    """The same for a file of a published piece. Raises NotFound where the store has it no more."""
    return _sent(file["key"], file["name"])


def _sent(key: str, name: str) -> Response:
    kind = key.rpartition(".")[2]
    response = files.send(key, name, MIMETYPES[kind], attachment=kind != PICTURE)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _picture(data: bytes, kind: str) -> bytes:
    try:
        return images.reencode(data)
    except Invalid as refusal:
        is_other = str(refusal) == images.NOT_A_PICTURE and kind not in images.ENDINGS
        raise Invalid(WRONG_KIND if is_other else str(refusal), "file") from refusal
