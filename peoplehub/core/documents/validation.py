"""Whether an uploaded document is accepted, and of which kind it is."""
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import PurePosixPath

from peoplehub.core import antivirus, images, text
from peoplehub.core.documents import errors, ooxml
from peoplehub.core.documents.archives import check_office, check_open
from peoplehub.core.documents.pdf import check_pdf, from_its_start
from peoplehub.core.documents.plain_text import check_text
from peoplehub.core.errors import Invalid

MOST_BYTES = 10 * 1024 * 1024
LONGEST_NAME = 100
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
MIMETYPES = {
    "pdf": "application/pdf",
    "docx": f"{OFFICE}wordprocessingml.document",
    "xlsx": f"{OFFICE}spreadsheetml.sheet",
    "pptx": f"{OFFICE}presentationml.presentation",
    "odt": f"{OPEN}text",
    "ods": f"{OPEN}spreadsheet",
    "odp": f"{OPEN}presentation",
    "txt": "text/plain",
    "webp": "image/webp",
}
KIND_WORDS = {
    "pdf": "PDF", "docx": "Word document", "xlsx": "Excel table", "pptx": "PowerPoint slides",
    "odt": "OpenDocument text", "ods": "OpenDocument table", "odp": "OpenDocument slides",
    "txt": "Plain text", "webp": "Picture",
}
KINDS_IN_WORDS = "a PDF, Word, Excel, PowerPoint, OpenDocument or plain text file"  # for hints
CHECKS: dict[str, Callable[[bytes], int]] = {
    "pdf": check_pdf,
    "docx": partial(check_office, of=ooxml.WORD),
    "xlsx": partial(check_office, of=ooxml.EXCEL),
    "pptx": partial(check_office, of=ooxml.POWERPOINT),
    "txt": check_text,
    **{kind: partial(check_open, mimetype=MIMETYPES[kind]) for kind in ("odt", "ods", "odp")},
}
PICTURE = "webp"  # what every picture is kept as
ACCEPT = ",".join(f".{ending}" for ending in sorted(CHECKS.keys() | images.ENDINGS))
OTHER_KINDS = {  # of names, for which there is a sentence of their own
    **dict.fromkeys(("docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm", "potm", "ppsm",
                     "ppam"), errors.MACROS),
    **dict.fromkeys(("doc", "dot", "xls", "ppt", "pps", "rtf", "pages", "numbers", "key"),
                    errors.OLDER),
    **dict.fromkeys(("zip", "rar", "7z", "gz", "tar"), errors.PACKED),
}


@dataclass(frozen=True)
class Original:
    """A document that may be kept."""

    kind: str  # its ending: a key of MIMETYPES, or PICTURE
    name: str
    data: bytes
    pages: int = 0
    is_held: bool = False  # nobody gets it until it was checked for viruses

    @cached_property
    def key(self) -> str:
        """Under which the store of files keeps it: the hash of what it is."""
        return f"{hashlib.sha256(self.data).hexdigest()[:40]}.{self.kind}"


def checked(data: bytes, name: str) -> Original:
    """The document, if it is one. Raises Invalid with a sentence for the person who chose it, also
    for a harmful one, and where nobody can say whether it is."""
    document = _read(data, name)
    antivirus.require_clean(document.data)
    return document


def checked_or_drawn(data: bytes, name: str) -> Original:
    """The same, or a picture, drawn again so that nothing hidden in it is left. One of which nobody
    can say just now whether it is harmful `is_held`. Raises Invalid."""
    try:
        document = _drawn(data, name) if ending_of(name) in images.ENDINGS else _read(data, name)
        return replace(document, is_held=not antivirus.is_clean(data))
    except Invalid as refusal:
        raise Invalid(str(refusal), "original") from refusal


def _drawn(data: bytes, name: str) -> Original:
    drawn = images.reencode(data, is_scanned=True)
    return Original(PICTURE, clean_name(name, PICTURE), drawn)


def _read(data: bytes, name: str) -> Original:
    if len(data) > MOST_BYTES:
        raise Invalid(errors.TOO_BIG, "original")
    if not data:
        raise Invalid(errors.EMPTY, "original")
    kind = ending_of(name)
    if kind not in CHECKS:
        raise Invalid(OTHER_KINDS.get(kind, errors.WRONG_KIND), "original")
    if kind == "pdf":
        data = from_its_start(data)
    return Original(kind, clean_name(name, kind), data, CHECKS[kind](data))


def ending_of(name: str) -> str:
    """Of a file as somebody called it, in small letters and without its dot."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower().removeprefix(".")


def clean_name(name: str, kind: str) -> str:
    """The name as a person would know it: no folders, no invisible characters, the right ending."""
    stem = PurePosixPath(text.one_line(name).replace("\\", "/")).stem
    stem = re.sub(r'[\x00-\x1f<>:"/\\|?*\u200b-\u200f]', " ", stem)
    stem = " ".join(stem.split()).strip(". ")[:LONGEST_NAME].strip()
    return f"{stem or 'document'}.{kind}"
