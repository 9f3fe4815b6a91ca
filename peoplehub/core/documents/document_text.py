"""All words inside a document, for the check of who is named in it: also those that no reader of
its pages sees at once, in heads and feet, notes, comments and the addresses of links. What search
needs of a document is found by `extraction`.

Only documents that `validation.checked` took are read, and at most so many characters of these.
"""
import io
import re
import zipfile
from typing import BinaryIO, cast

from peoplehub.core import text
from peoplehub.core.documents.extraction.process import NotExtracted, extract
from peoplehub.core.documents.xml_parser import Budget, Reader, read

MOST_CHARACTERS = 200_000
OFFICE, OPEN = ("docx", "xlsx", "pptx"), ("odt", "ods", "odp")
OFFICE_PARTS = (  # in the order in which they are read
    re.compile(r"docProps/core\.xml"),
    re.compile(r"word/document\w*\.xml|xl/sharedStrings\.xml|ppt/slides/slide\d+\.xml"),
    re.compile(r"word/(header|footer|footnotes|endnotes|comments)\w*\.xml"),
    re.compile(r"xl/(worksheets/[^/]+|comments\d*|threadedComments/[^/]+)\.xml"),
    re.compile(r"ppt/(notesSlides|comments)/[^/]+\.xml"),
    re.compile(r"(word|xl|ppt)/(\w+/)?_rels/[^/]+\.rels"),
)
OPEN_PARTS = (re.compile(r"meta\.xml"), re.compile(r"content\.xml"), re.compile(r"styles\.xml"))
SAID_IN = {"t", "delText", "instrText", "title", "text", "v"}  # elements with words, of Office
ENDS_LINE = {"p", "h", "si", "is", "title", "c", "comment", "text"}
ADDRESS = re.compile(r"(?:mailto|tel):([^?]+)", re.I)


class Enough(Exception):
    """As many characters as are kept have been read."""


class _Words(Reader):
    """Puts the words of parts together, a paragraph in each line."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.length = 0

    def end_line(self) -> None:
        said = text.one_line("".join(self.line))
        self.line = []
        if said:
            self.lines.append(said)
            self.length += len(said) + 1
            if self.length > MOST_CHARACTERS:
                raise Enough

    def add_address(self, address: str) -> None:
        """Of a link that writes or telephones to somebody."""
        if found := ADDRESS.match(address.strip()):
            self.line.append(f" {found[1]} ")


class _Office(_Words):
    """Word, Excel and PowerPoint keep words in elements of a few names."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.is_shared = False  # a cell whose words stand elsewhere

    def start(self, name: str, attributes: dict[str, str]) -> None:
        plain = name.rpartition(" ")[2]
        self.open.append(plain)
        if plain == "c":
            self.is_shared = attributes.get("t") in ("s", "b")
        elif plain in ("tab", "br"):
            self.line.append(" ")
        elif plain == "Relationship" and attributes.get("TargetMode") == "External":
            self.add_address(attributes.get("Target", ""))
            self.end_line()

    def end(self, name: str) -> None:
        if self.open.pop() in ENDS_LINE:
            self.end_line()

    def words(self, data: str) -> None:
        inside = self.open[-1] if self.open else ""
        if inside in SAID_IN and not (inside == "v" and self.is_shared):
            self.line.append(data)


class _Open(_Words):
    """OpenDocument keeps words in paragraphs and in whatever stands in these."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0  # of paragraphs and titles

    def start(self, name: str, attributes: dict[str, str]) -> None:
        plain = name.rpartition(" ")[2]
        if plain in ("p", "h", "title"):
            self.depth += 1
        elif plain in ("s", "tab", "line-break"):
            self.line.append(" ")
        elif plain == "a":
            self.add_address(next((value for key, value in attributes.items()
                                   if key.endswith("href")), ""))

    def end(self, name: str) -> None:
        if name.rpartition(" ")[2] in ("p", "h", "title"):
            self.depth -= 1
            self.end_line()

    def words(self, data: str) -> None:
        if self.depth:
            self.line.append(data)


def words_of(kind: str, data: bytes) -> str:
    """The words of a document of that kind (a key of MIMETYPES), a paragraph in each line, at most
    MOST_CHARACTERS. Empty where there are none, or they cannot be read: a picture, a scan."""
    try:
        if kind in OFFICE:
            lines = _of_archive(data, OFFICE_PARTS, _Office())
        elif kind in OPEN:
            lines = _of_archive(data, OPEN_PARTS, _Open())
        elif kind == "pdf":
            lines = _of_pdf(data)
        else:
            lines = data.decode("utf-8", "replace").splitlines() if kind == "txt" else []
    except Exception:  # a broken document can raise nearly anything in a reader
        lines = []
    return text.normalize("\n".join(lines))[:MOST_CHARACTERS]


def _of_archive(data: bytes, wanted: tuple[re.Pattern[str], ...], reader: _Words) -> list[str]:
    budget = Budget()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        try:
            for pattern in wanted:
                for name in filter(pattern.fullmatch, names):
                    with archive.open(name) as part:
                        read(cast(BinaryIO, part), reader, budget)
                    reader.end_line()
        except Enough:
            pass
    return reader.lines


def _of_pdf(data: bytes) -> list[str]:
    """Read in a process of its own, as every PDF is."""
    try:
        return extract(data, "pdf").words.splitlines()
    except NotExtracted:
        return []
