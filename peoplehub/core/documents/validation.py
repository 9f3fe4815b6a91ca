"""Whether an uploaded document is accepted, and of which kind it is."""
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from peoplehub.core import text
from peoplehub.core.documents import errors
from peoplehub.core.documents.archives import check_docx, check_odt
from peoplehub.core.documents.pdf import check_pdf, from_its_start
from peoplehub.core.errors import Invalid

MOST_BYTES = 10 * 1024 * 1024
LONGEST_NAME = 100
MIMETYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}
CHECKS = {"pdf": check_pdf, "docx": check_docx, "odt": check_odt}


@dataclass(frozen=True)
class Original:
    """A document that may be kept."""

    kind: str  # pdf, docx, odt
    name: str
    data: bytes
    pages: int = 0

    @cached_property
    def key(self) -> str:
        """Under which the store of files keeps it: the hash of what it is."""
        return f"{hashlib.sha256(self.data).hexdigest()[:40]}.{self.kind}"


def checked(data: bytes, name: str) -> Original:
    """The document, if it is one. Raises Invalid with a sentence for the person who chose it."""
    if len(data) > MOST_BYTES:
        raise Invalid(errors.TOO_BIG, "original")
    if not data:
        raise Invalid(errors.EMPTY, "original")
    kind = PurePosixPath(name.replace("\\", "/")).suffix.lower().removeprefix(".")
    if kind not in CHECKS:
        raise Invalid(errors.WRONG_KIND, "original")
    if kind == "pdf":
        data = from_its_start(data)
    return Original(kind, clean_name(name, kind), data, CHECKS[kind](data))


def clean_name(name: str, kind: str) -> str:
    """The name as a person would know it: no folders, no invisible characters, the right ending."""
    stem = PurePosixPath(text.one_line(name).replace("\\", "/")).stem
    stem = re.sub(r'[\x00-\x1f<>:"/\\|?*\u200b-\u200f]', " ", stem)
    stem = " ".join(stem.split()).strip(". ")[:LONGEST_NAME].strip()
    return f"{stem or 'document'}.{kind}"
