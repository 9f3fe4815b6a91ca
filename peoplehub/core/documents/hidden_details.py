"""What an office file says of people beside its words: who wrote and changed it, comments, changes
that were followed, a picture of its first page. Taken out, while the file stays one that its
program can open and change.

The bytes of a part stay as they are but for what is cut: nothing is written anew by a library that
might not know all of it. Only files that `validation.checked` took are read.
"""
import io
import re
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import NamedTuple
from xml.parsers import expat

from peoplehub.core import image_metadata, text
from peoplehub.core.documents.pdf import BOUNDS

NAMES, COMMENTS, CHANGES, PICTURE, PHOTOS = "names", "comments", "changes", "picture", "photos"
TAKEN = {
    NAMES: "the names of who wrote or changed it",
    COMMENTS: "comments beside the words",
    CHANGES: "words that were deleted and were still inside",
    PICTURE: "a small picture of its first page",
    PHOTOS: "places and times hidden in photos",
}
OFFICE, OPEN = ("docx", "xlsx", "pptx"), ("odt", "ods", "odp")
KEPT_DATE = (1980, 1, 1, 0, 0, 0)  # of every part of a file that was written anew
MOST_NOTED_PAGES = 100  # of a PDF, looked through for notes
LONGEST_NAME = 80
ORIENTATION = 0x0112  # the tag of EXIF
OF_CHANGES = frozenset(
    "del moveFrom moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd rPrChange "
    "pPrChange sectPrChange tblPrChange tcPrChange trPrChange tblGridChange tblPrExChange "
    "numberingChange cellIns cellDel cellMerge".split())
OF_COMMENTS = frozenset("commentRangeStart commentRangeEnd commentReference".split())


class Rules(NamedTuple):
    """What is done with the elements of a part, by their names without a namespace."""

    what: str  # a key of TAKEN
    drop: frozenset[str] = frozenset()
    unwrap: frozenset[str] = frozenset()  # the tags go, what stands between them stays
    empty: frozenset[str] = frozenset()  # the words in it go
    attributes: frozenset[str] = frozenset()  # their values go, wherever they stand


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


RULES: tuple[tuple[re.Pattern[str], Rules], ...] = (
    (re.compile(r"docProps/core\.xml"), Rules(NAMES, empty=_set(
        "creator lastModifiedBy description keywords subject category"))),
    (re.compile(r"docProps/app\.xml"), Rules(NAMES, empty=_set("Company Manager HyperlinkBase"))),
    (re.compile(r"docProps/custom\.xml"), Rules(NAMES, drop=_set("property"))),
    (re.compile(r"word/comments\w*\.xml"), Rules(COMMENTS, drop=_set(
        "comment commentEx commentId commentExtensible"))),
    (re.compile(r"word/people\.xml"), Rules(NAMES, drop=_set("person"))),
    (re.compile(r"word/[^/]+\.xml"), Rules(
        CHANGES, drop=OF_CHANGES | OF_COMMENTS, unwrap=_set("ins moveTo"))),
    (re.compile(r"xl/comments\d*\.xml"), Rules(COMMENTS, empty=_set("author t"))),
    (re.compile(r"xl/threadedComments/.+"), Rules(COMMENTS, empty=_set("text"))),
    (re.compile(r"xl/persons/.+"), Rules(NAMES, attributes=_set("displayName userId"))),
    (re.compile(r"xl/workbook\.xml"), Rules(NAMES, drop=_set("fileSharing absPath"))),
    (re.compile(r"ppt/(commentAuthors|authors)\.xml"), Rules(
        NAMES, attributes=_set("name initials userId"))),
    (re.compile(r"ppt/comments/.+\.xml"), Rules(COMMENTS, empty=_set("text t"))),
    (re.compile(r"meta\.xml"), Rules(NAMES, drop=_set("user-defined"), empty=_set(
        "initial-creator creator printed-by keyword subject description"))),
    (re.compile(r"content\.xml|styles\.xml"), Rules(CHANGES, drop=_set(
        "annotation annotation-end tracked-changes change change-start change-end"))),
)


@dataclass(frozen=True)
class Cleaned:
    """`taken`: keys of TAKEN. `left`: what is in it still, in words, for who can take it out."""

    data: bytes
    taken: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def without_hidden_details(kind: str, data: bytes) -> Cleaned:
    """A document of that kind (a key of MIMETYPES) without them. One in which there are none is
    given back byte for byte, and so is one whose parts cannot be cut, with a sentence that says
    so."""
    if kind == "pdf":
        return Cleaned(data, left=_left_in_pdf(data))
    if kind not in OFFICE + OPEN:
        return Cleaned(data)
    try:
        return _cleaned(data)
    except Exception:  # a broken archive can raise nearly anything
        return Cleaned(data, left=["We could not look for the names of who wrote it."])


def _cleaned(data: bytes) -> Cleaned:
    taken: set[str] = set()
    pictures = 0
    kept = io.BytesIO()
    with (zipfile.ZipFile(io.BytesIO(data)) as old,
          zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new):
        for entry in old.infolist():
            name = entry.filename
            if _is_thumbnail(name):
                taken.add(PICTURE)
                continue
            pictures += "/media/" in name or name.startswith("Pictures/") and not entry.is_dir()
            part = _part(name, old.read(entry), taken)
            if name.lower().endswith((".jpg", ".jpeg")):
                part = _photo(part, taken)
            made = zipfile.ZipInfo(name, KEPT_DATE)
            made.compress_type = entry.compress_type
            new.writestr(made, part)
    left = [f"It has {pictures} picture{'s' * (pictures > 1)} inside. Look at each one."
            ] if pictures else []
    return Cleaned(kept.getvalue() if taken else data, sorted(taken), left)


def _photo(data: bytes, taken: set[str]) -> bytes:
    """A JPEG with nothing of what its camera wrote but which way up it is."""
    if b"Exif\x00" not in data or not data.startswith(image_metadata.JPEG):
        return data
    stripped, way_up = image_metadata.stripped(data)
    if way_up != 1:
        exif = b"Exif\x00\x00MM\x00*" + struct.pack(
            ">IHHHIHHI", 8, 1, ORIENTATION, 3, 1, way_up, 0, 0)
        kept = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
        stripped = image_metadata.JPEG + kept + stripped.removeprefix(image_metadata.JPEG)
    if stripped != data:
        taken.add(PHOTOS)
    return stripped


def _is_thumbnail(name: str) -> bool:
    return name.startswith(("Thumbnails/", "docProps/thumbnail."))


def _part(name: str, data: bytes, taken: set[str]) -> bytes:
    if name == "_rels/.rels":
        return _cut(data, Rules(PICTURE), set(), lambda plain, said: (
            plain == "Relationship" and said.get("Type", "").endswith("/thumbnail")))
    if name == "META-INF/manifest.xml":
        return _cut(data, Rules(PICTURE), set(), lambda _plain, said: any(
            key.endswith("full-path") and value.startswith("Thumbnails/")
            for key, value in said.items()))
    rules = next((rules for pattern, rules in RULES if pattern.fullmatch(name)), None)
    return data if rules is None else _cut(data, rules, taken)


def _cut(data: bytes, rules: Rules, taken: set[str],
         also: Callable[[str, dict[str, str]], bool] = lambda _plain, _said: False) -> bytes:
    """The part without what the rules name, and without elements of which `also` is true."""
    cutter = _Cutter(data, rules, also)
    cutter.parse()
    taken |= cutter.taken
    return cutter.result()


class _Cutter:
    """Finds the bytes of elements that go. Places are those of the bytes of the part, in UTF-8."""

    def __init__(self, data: bytes, rules: Rules, also: Callable[[str, dict[str, str]], bool]):
        data.decode()  # another encoding has other places
        self.data, self.rules, self.also = data, rules, also
        self.taken: set[str] = set()
        self.cuts: list[tuple[int, int]] = []
        self.open: list[tuple[str, int, int, bool]] = []  # name, begin, end of its tag, goes whole
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.start, self.end

    def parse(self) -> None:
        self.parser.Parse(self.data, True)

    def result(self) -> bytes:
        kept, at = [], 0
        for begins, ends in sorted(self.cuts, key=lambda cut: (cut[0], -cut[1])):
            if begins >= at:
                kept.append(self.data[at:begins])
            at = max(at, ends)
        return b"".join([*kept, self.data[at:]])

    def start(self, name: str, said: dict[str, str]) -> None:
        plain, begins = name.rpartition(" ")[2], self.parser.CurrentByteIndex
        ends = self._end_of_tag(begins)
        goes = plain in self.rules.drop or self.also(plain, said)
        self.open.append((plain, begins, ends, goes))
        for key in said:
            if key.rpartition(" ")[2] in self.rules.attributes and said[key]:
                self._empty_attribute(begins, ends, key.rpartition(" ")[2])

    def end(self, _name: str) -> None:
        plain, begins, inside, goes = self.open.pop()
        closes = self.parser.CurrentByteIndex
        is_empty = self.data[inside - 2:inside] == b"/>"
        ends = inside if is_empty else self.data.index(b">", closes) + 1
        if goes:
            self._take(begins, ends, self._what(plain))
        elif plain in self.rules.unwrap:
            self._take(begins, inside, CHANGES)
            if not is_empty:
                self._take(closes, ends, CHANGES)
        elif plain in self.rules.empty and not is_empty and self.data[inside:closes].strip():
            self._take(inside, closes, self.rules.what)

    def _what(self, plain: str) -> str:
        is_comment = plain in OF_COMMENTS or plain.startswith("annotation")
        return COMMENTS if is_comment else self.rules.what

    def _take(self, begins: int, ends: int, what: str) -> None:
        self.cuts.append((begins, ends))
        self.taken.add(what)

    def _end_of_tag(self, at: int) -> int:
        """Behind the ">" of the tag that begins there; one in a value is no end."""
        quote = 0
        while True:
            byte = self.data[at]
            if quote:
                quote = 0 if byte == quote else quote
            elif byte in b"\"'":
                quote = byte
            elif byte == 0x3E:
                return at + 1
            at += 1

    def _empty_attribute(self, begins: int, ends: int, plain: str) -> None:
        tag = self.data[begins:ends]
        for value in re.finditer(rb"[\s:]" + plain.encode() + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')",
                                 tag):
            at = value.span(1) if value[1] is not None else value.span(2)
            self._take(begins + at[0], begins + at[1], self.rules.what)


def _left_in_pdf(data: bytes) -> list[str]:
    """Names of people in a PDF, which cannot be taken out without making it a worse one."""
    pypdf = import_module("pypdf")  # slow to import, seldom used
    try:
        with pypdf.apply_configuration(**BOUNDS):
            reader = pypdf.PdfReader(io.BytesIO(data))
            if reader.is_encrypted:
                reader.decrypt("")
            author = text.one_line(str((reader.metadata or {}).get("/Author") or ""))
            notes = any(_has_note(page) for page in reader.pages[:MOST_NOTED_PAGES])
    except Exception:  # a broken PDF can raise nearly anything in a reader
        return ["We could not look for the names of who wrote it."]
    left = [f"It says that it was written by: {author[:LONGEST_NAME]}. Save it again without "
            "that, or choose the Word file in its place."] if author else []
    return left + ["It has notes stuck on a page."] * notes


def _has_note(page: object) -> bool:
    annotations = page.get("/Annots") or []  # type: ignore[attr-defined]  # of pypdf
    return any(one.get_object().get("/Subtype") in ("/Text", "/FreeText", "/Popup")
               for one in annotations)
