"""ZIP archives of office files (Office Open XML, OpenDocument): bounds on their parts before these
are unpacked."""
import io
import posixpath
import re
import struct
import zipfile
from pathlib import PurePosixPath
from types import TracebackType
from typing import BinaryIO, cast

from peoplehub.core.documents import errors, odf, ooxml
from peoplehub.core.documents.xml_parser import Budget, Reader, read
from peoplehub.core.errors import Invalid

MOST_ENTRIES = ooxml.MOST_ENTRIES
MOST_UNPACKED = ooxml.MOST_UNPACKED
MOST_DIRECTORY = 200_000  # bytes of the list of them
OLE, ARCHIVE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
PROGRAMS = (OLE, b"MZ", b"\x7fELF", b"#!")
CHART_DATA = re.compile(r"(word|ppt|xl)/embeddings/[^/]+\.xlsx", re.I)


def check_office(data: bytes, of: ooxml.Kind, budget: Budget | None = None) -> int:
    """Refuse a Word, Excel or PowerPoint file that is damaged, locked, too large, of another
    kind than it says, runs a program or fetches something from elsewhere. Returns 0: such a file
    does not say how many pages it has. The table behind a chart is looked into as well, out of
    the same `budget`. Raises Invalid. (OWASP File Upload cheat sheet; ASVS 5.0 V5.2.)"""
    with _opened(data, of.most_entries) as archive:
        names = _checked_names(archive, len(data), of.most_entries, of.most_unpacked)
        if "[Content_Types].xml" not in names:
            raise Invalid(errors.NOT_DOCUMENT, "original")
        budget = budget or Budget()
        kinds, links = ooxml.ContentTypes(), ooxml.Relationships()
        _read_part(archive, "[Content_Types].xml", kinds, budget)
        for name in names:
            if name.lower().endswith(".rels"):
                links.source = name
                _read_part(archive, name, links, budget)
        main = _inside(links.main) or of.main
        if main not in names:
            raise Invalid(errors.NOT_DOCUMENT, "original")
        for name in filter(CHART_DATA.fullmatch, names):
            if of is ooxml.CHART_TABLE:
                raise Invalid(errors.HAS_FILES, "original")
            check_office(archive.read(name), ooxml.CHART_TABLE, budget)
        for name in names:
            if name == main or (name.startswith(of.folder) and name.endswith(".xml")):
                root = of.root if name == main else ""
                _read_part(archive, name, ooxml.Parts(root), budget)
    return 0


def check_open(data: bytes, mimetype: str) -> int:
    """The same for an OpenDocument file of that type. Returns 0. Raises Invalid."""
    with _opened(data) as archive:
        names = _checked_names(archive, len(data))
        if not {"mimetype", "content.xml"} <= set(names):
            raise Invalid(errors.NOT_DOCUMENT, "original")
        if _start(archive, "mimetype", 100).strip() != mimetype.encode():
            raise Invalid(errors.NOT_DOCUMENT, "original")
        manifest = "META-INF/manifest.xml"
        if manifest in names and b"encryption-data" in _start(archive, manifest, 1_000_000):
            raise Invalid(errors.LOCKED_DOCUMENT, "original")
        budget = Budget()
        for name in names:
            if name.endswith(("content.xml", "styles.xml")):
                _read_part(archive, name, odf.Parts(), budget)
    return 0


class _opened:
    """The archive, where whatever goes wrong with it is said in a sentence."""

    def __init__(self, data: bytes, most_entries: int = MOST_ENTRIES):
        self.data, self.most_entries = data, most_entries

    def __enter__(self) -> zipfile.ZipFile:
        if self.data.startswith(OLE):
            raise Invalid(errors.LOCKED_DOCUMENT, "original")
        if not self.data.startswith(ARCHIVE):
            raise Invalid(errors.NOT_DOCUMENT, "original")
        _check_directory(self.data, self.most_entries)
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(self.data))
        except Exception as error:  # a broken archive can raise nearly anything
            raise Invalid(errors.NOT_DOCUMENT, "original") from error
        return self.archive

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.archive.close()
        if isinstance(error, Exception) and not isinstance(error, Invalid):
            raise Invalid(errors.NOT_DOCUMENT, "original") from error


def _check_directory(data: bytes, most: int) -> None:
    """How many entries there are, before a list is made of them."""
    at = data.rfind(b"PK\x05\x06")
    if at < 0 or len(data) < at + 22:
        raise Invalid(errors.NOT_DOCUMENT, "original")
    entries, size = struct.unpack_from("<HI", data, at + 10)
    if entries > most or size > MOST_DIRECTORY:
        raise Invalid(errors.TOO_MANY_PARTS, "original")


def _checked_names(archive: zipfile.ZipFile, size: int,
                   most: int = MOST_ENTRIES, most_unpacked: int = MOST_UNPACKED) -> list[str]:
    """Nothing that goes off when unpacked, and no program under whatever name."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    names = [entry.filename for entry in entries]
    if len(entries) > most:
        raise Invalid(errors.TOO_MANY_PARTS, "original")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Invalid(errors.LOCKED_DOCUMENT, "original")
    fits = (
        len(names) == len({name.lower() for name in names})
        and sum(entry.file_size for entry in entries) <= most_unpacked
        and sum(entry.compress_size for entry in entries) <= size  # else they overlap
        and all(entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
                for entry in entries)  # the others may ask for any amount of memory
        and not any(_leaves(name) for name in names)
    )
    if not fits:
        raise Invalid(errors.NOT_DOCUMENT, "original")
    if any(_holds_a_program(archive, name) for name in names):
        raise Invalid(errors.RUNS, "original")
    return names


def _holds_a_program(archive: zipfile.ZipFile, name: str) -> bool:
    small = name.lower()
    if small.endswith(("vbaproject.bin", "vbadata.xml")):
        return True
    if small.startswith(("basic/", "scripts/")):
        return True
    start = _start(archive, name, 8)
    is_archive = start.startswith(ARCHIVE) and not CHART_DATA.fullmatch(name)
    return is_archive or start.startswith(PROGRAMS)


def _leaves(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or "\x00" in name


def _inside(target: str) -> str:
    return posixpath.normpath(target.lstrip("/")) if target else ""


def _start(archive: zipfile.ZipFile, name: str, length: int) -> bytes:
    with archive.open(name) as part:
        return part.read(length)


def _read_part(archive: zipfile.ZipFile, name: str, reader: Reader, budget: Budget) -> None:
    with archive.open(name) as part:
        read(cast(BinaryIO, part), reader, budget)
