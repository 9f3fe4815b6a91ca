"""Checks of PDF files: names of PDF actions, wherever they stand.

The dictionaries of a PDF are plain text in the file, or packed into object streams. Both are
searched, instead of following every way a reader might take, because there is always one more:
bookmarks, buttons, fields, pages, the catalogue.
"""
import io
import re
import zipfile
from collections.abc import Iterable
from importlib import import_module
from typing import Any

from peoplehub.core.documents import errors
from peoplehub.core.errors import Invalid

MOST_PAGES = 500
MOST_NODES = 5_000  # of the tree that pages hang on
MOST_PACKED = 2_000  # object streams
BOUNDS = {
    "zlib_maximum_output_length": 3_000_000,  # of an object stream or a table of references
    "lzw_maximum_output_length": 3_000_000,
    "run_length_maximum_output_length": 3_000_000,
    "array_based_stream_maximum_output_length": 3_000_000,
    "stream_decoding_work_maximum_length": 60_000_000,
    "stream_parsing_work_maximum_count": 500_000,
}
BEFORE_IT = re.compile(rb"(?:\xef\xbb\xbf)?[\s\x00]{0,16}(?=%PDF-)")
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
ESCAPED = re.compile(rb"/[A-Za-z0-9.]{0,40}#[0-9A-Fa-f]{2}[A-Za-z0-9.#]{0,90}")

# Names so long that they stand nowhere by chance: looked for in all of the file.
LONG_NAMES = (
    (re.compile(rb"/(?:JavaScript|Launch|SubmitForm|ImportData|Rendition|RichMedia)"),
     errors.RUNS),
    (re.compile(rb"/(?:EmbeddedFile|FileAttachment)"), errors.HAS_FILES),
)
# Shorter ones, looked for in dictionaries only, with what stands beside them.
SHORT_NAMES = (
    (re.compile(rb"/XFA\s*[\[(\d]"), errors.XFA),
    (re.compile(rb"/AA\s*(?:<<|\d)"), errors.RUNS),
    (re.compile(rb"/S\s*/(?:GoToR|GoToE|Movie|Sound|GoTo3DView)\b"), errors.RUNS),
    (re.compile(rb"/Subtype\s*/(?:Movie|Sound|Screen|3D)\b"), errors.RUNS),
    (re.compile(rb"/EF\s*<<"), errors.HAS_FILES),
)

Reader = Any  # pypdf.PdfReader, whose package is imported only when a PDF file comes


def from_its_start(data: bytes) -> bytes:
    """Without the byte-order mark or the empty line that some programs put before a PDF."""
    found = BEFORE_IT.match(data)
    return data[found.end():] if found else data


def check_pdf(data: bytes) -> int:
    """The number of its pages. Raises Invalid for what is no PDF file, damaged, locked, too long,
    or holds scripts, other files or forms that send something."""
    if not data.startswith(b"%PDF-") or zipfile.is_zipfile(io.BytesIO(data)):
        raise Invalid(errors.NOT_PDF, "original")
    pypdf = import_module("pypdf")  # slow to import, seldom used
    try:
        with pypdf.apply_configuration(**BOUNDS):
            reader = pypdf.PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise Invalid(errors.LOCKED, "original")
            _check_dictionaries(data, reader)
            return _count_pages(reader)
    except Invalid:
        raise
    except Exception as error:  # a broken PDF can raise nearly anything in a reader
        raise Invalid(errors.NOT_PDF, "original") from error


def _check_dictionaries(data: bytes, reader: Reader) -> None:
    _check_names(b"".join([data, *map(_unescaped, ESCAPED.findall(data))]), LONG_NAMES)
    _check_names(_unescaped(_outside_streams(data)), SHORT_NAMES)
    packed = sorted({stream for stream, _ in reader.xref_objStm.values()})
    if len(packed) > MOST_PACKED:
        raise Invalid(errors.NOT_PDF, "original")
    for number in packed:
        _check_names(_unescaped(_packed_objects(reader, number)), LONG_NAMES + SHORT_NAMES)


def _check_names(words: bytes, table: Iterable[tuple[re.Pattern[bytes], str]]) -> None:
    for names, refusal in table:
        if names.search(words):
            raise Invalid(refusal, "original")


def _unescaped(words: bytes) -> bytes:
    """With letters where a name has their codes: /J#61vaScript is another way to write it."""
    return ESCAPE.sub(lambda code: bytes([int(code[1], 16)]), words)


def _outside_streams(data: bytes) -> bytes:
    """The dictionaries, without pictures and packed text, where any letters stand by chance."""
    kept, at = [], 0
    while (begins := data.find(b"stream", at)) >= 0:
        ends = data.find(b"endstream", begins)
        if ends < 0:
            break
        kept.append(data[at:begins])
        at = ends + len(b"endstream")
    return b" ".join([*kept, data[at:]])


def _packed_objects(reader: Reader, number: int) -> bytes:
    generic = import_module("pypdf.generic")
    stream = generic.IndirectObject(number, 0, reader).get_object()
    return stream.get_data() if hasattr(stream, "get_data") else b""


def _count_pages(reader: Reader) -> int:
    """How many leaves the tree of pages has. Raises Invalid for too many, or none."""
    waiting, branches, looked_at, pages = [reader.root_object.raw_get("/Pages")], set(), 0, 0
    while waiting and looked_at <= MOST_NODES:
        place, looked_at = waiting.pop(), looked_at + 1
        node = place.get_object()
        kids = node.get("/Kids")
        if kids is None:
            pages += 1
        elif id(node) not in branches:  # else the tree has a cycle
            branches.add(id(node))
            waiting.extend(kids.get_object()[:MOST_NODES + 1])
    if waiting:
        raise Invalid(errors.TOO_MANY_PAGES, "original")
    if pages > MOST_PAGES:
        raise Invalid(errors.TOO_MANY_PAGES, "original")
    if not pages:
        raise Invalid(errors.NOT_PDF, "original")
    return pages
