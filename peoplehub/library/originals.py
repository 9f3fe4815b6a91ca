"""Documents people bring: what may be kept, decided by what the bytes are and not by the name.

A file must be one thing only. What is also something else (a PDF with an archive on its back, a
page of HTML with a PDF inside) is refused, whatever it says it is.
"""
import io
import re
import zipfile
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePosixPath
from xml.parsers import expat

from peoplehub.core import text
from peoplehub.core.errors import Invalid

MOST_BYTES = 10 * 1024 * 1024
MOST_ENTRIES = 200  # files inside a document
MOST_UNPACKED = 50 * 1024 * 1024  # bytes of them together
MOST_PAGES = 500
LONGEST_NAME = 100
ODT = b"application/vnd.oasis.opendocument.text"

TOO_BIG = "That file is too big. Please choose one under 10 MB."
EMPTY = "That file is empty. Please choose another one."
WRONG_KIND = "We can only keep PDF, Word (.docx) and OpenDocument (.odt) files."
NOT_PDF = ("That file is called a PDF, but it is not one we can open. "
           "Please save it as a PDF again, or choose another file.")
LOCKED = "That PDF has a password. Please save it without one."
RUNS = "That file holds a small program. Please save it without macros or scripts."
NOT_DOCUMENT = ("We could not open that file as a document. "
                "Please save it again, or send it as a PDF.")


@dataclass(frozen=True)
class Original:
    """A document that may be kept."""

    kind: str  # pdf, docx, odt
    name: str
    data: bytes
    pages: int = 0


def checked(data: bytes, name: str) -> Original:
    """The document, if it is one. Raises Invalid with a sentence for the person who chose it."""
    if len(data) > MOST_BYTES:
        raise Invalid(TOO_BIG, "original")
    if not data:
        raise Invalid(EMPTY, "original")
    kind = PurePosixPath(name.replace("\\", "/")).suffix.lower().removeprefix(".")
    if kind not in CHECKS:
        raise Invalid(WRONG_KIND, "original")
    return Original(kind, clean_name(name, kind), data, CHECKS[kind](data))


def clean_name(name: str, kind: str) -> str:
    """The name as a person would know it: no folders, no invisible signs, the right ending."""
    stem = PurePosixPath(text.one_line(name).replace("\\", "/")).stem
    stem = re.sub(r'[\x00-\x1f<>:"/\\|?*\u200b-\u200f]', " ", stem)
    stem = " ".join(stem.split()).strip(". ")[:LONGEST_NAME].strip()
    return f"{stem or 'document'}.{kind}"


def _check_pdf(data: bytes) -> int:
    if not data.startswith(b"%PDF-") or zipfile.is_zipfile(io.BytesIO(data)):
        raise Invalid(NOT_PDF, "original")
    try:
        reader = import_module("pypdf").PdfReader(io.BytesIO(data))  # slow to import, seldom used
        locked = reader.is_encrypted
        pages = 0 if locked else len(reader.pages)
        runs = not locked and _runs_something(reader)
    except Exception as error:  # a broken PDF can raise nearly anything in a reader
        raise Invalid(NOT_PDF, "original") from error
    if locked:
        raise Invalid(LOCKED, "original")
    if runs:
        raise Invalid(RUNS, "original")
    if not 1 <= pages <= MOST_PAGES:
        raise Invalid(NOT_PDF, "original")
    return pages


def _runs_something(reader) -> bool:
    """Whether opening the PDF would start a script or another program, or it carries files."""
    root = reader.root_object
    names = _there(root.get("/Names", {}))
    if "/AA" in root or "/JavaScript" in names or "/EmbeddedFiles" in names:
        return True
    return _is_more_than_a_link(root.get("/OpenAction")) or any(map(_page_runs, reader.pages))


def _page_runs(page) -> bool:
    """Whether the page, or something on it that can be tapped, does more than lead somewhere."""
    parts = [_there(part) for part in _there(page.get("/Annots")) or ()]
    return "/AA" in page or any(
        "/AA" in part or _is_more_than_a_link(part.get("/A"))
        for part in parts if isinstance(part, dict)
    )


def _is_more_than_a_link(action, deepest: int = 8) -> bool:
    action = _there(action)
    if not isinstance(action, dict):
        return False
    if action.get("/S") not in (None, "/GoTo", "/URI", "/Named") or not deepest:
        return True
    return "/Next" in action and _is_more_than_a_link(action["/Next"], deepest - 1)


def _there(thing):
    """What stands behind a reference."""
    return thing.get_object() if hasattr(thing, "get_object") else thing


def _check_docx(data: bytes) -> int:
    return _check_archive(data, needs=("[Content_Types].xml", "word/document.xml"))


def _check_odt(data: bytes) -> int:
    return _check_archive(data, needs=("mimetype", "content.xml"), mimetype=ODT)


def _check_archive(data: bytes, needs: tuple[str, ...], mimetype: bytes = b"") -> int:
    if not data.startswith(b"PK\x03\x04"):
        raise Invalid(NOT_DOCUMENT, "original")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_entries(archive, len(data), needs)
            if mimetype and archive.read("mimetype").strip() != mimetype:
                raise Invalid(NOT_DOCUMENT, "original")
            _check_words(archive.read(needs[1]))
    except Invalid:
        raise
    except Exception as error:  # a broken archive too
        raise Invalid(NOT_DOCUMENT, "original") from error
    return 0


def _check_entries(archive: zipfile.ZipFile, size: int, needs: tuple[str, ...]) -> None:
    """Nothing that goes off when unpacked. What an entry says of its size is all that is read."""
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    fits = (
        len(entries) <= MOST_ENTRIES
        and len(names) == len(set(names))
        and sum(entry.file_size for entry in entries) <= MOST_UNPACKED
        and sum(entry.compress_size for entry in entries) <= size  # else they overlap
        and not any(entry.flag_bits & 1 for entry in entries)  # locked with a password
        and not any(_leaves(name) for name in names)
        and set(needs) <= set(names)
    )
    if not fits:
        raise Invalid(NOT_DOCUMENT, "original")
    if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
        raise Invalid(RUNS, "original")


def _leaves(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or "\x00" in name


def _check_words(xml: bytes) -> None:
    """Well formed, and without a DOCTYPE: so no entity can be declared, let alone resolved."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.Parse(xml, True)


def _refuse_doctype(*_) -> None:
    raise Invalid(NOT_DOCUMENT, "original")


CHECKS = {"pdf": _check_pdf, "docx": _check_docx, "odt": _check_odt}
