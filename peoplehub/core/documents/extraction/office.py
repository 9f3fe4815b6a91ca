"""Reads the parts of an office file (Office Open XML, OpenDocument): words, and what a screen
reader misses: headings, words for pictures, headers of tables, titles of slides.

That it is one, and how much it can be, was checked before (`core/documents/archives.py`).
"""
import io
import re
import zipfile
from typing import Any
from xml.parsers import expat

ENOUGH = 200_000  # characters, after which no part is read further
LONG = 3_000  # characters, from which on headings are missed
PIECE = 64 * 1024
PARTS = {  # where the words of each kind are
    "docx": re.compile(r"word/(document\d*|styles)\.xml"),
    "pptx": re.compile(r"ppt/slides/slide\d+\.xml"),
    "xlsx": re.compile(r"xl/(sharedStrings|workbook|worksheets/sheet\d+|drawings/drawing\d+)\.xml"),
    "odt": re.compile(r"content\.xml"), "ods": re.compile(r"content\.xml"),
    "odp": re.compile(r"content\.xml"),
}
BREAKS = {"p", "h", "tr", "table-row", "si", "br", "line-break"}  # after which words are others
TEXT = {"docx": {"t"}, "pptx": {"t"}, "xlsx": {"t"}}  # of OpenDocument: all in p and h


def read(data: bytes, kind: str) -> dict[str, Any]:
    """`words`, each paragraph, cell or slide on lines of its own, and `findings`."""
    found = Found(kind)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if PARTS[kind].fullmatch(name)]
        for name in sorted(names, key=in_order):
            with archive.open(name) as part:
                found.hear(part)
    words = re.sub(r"[ \t]+", " ", re.sub(r"\s*\n\s*", "\n", "".join(found.words))).strip()
    return {"words": words, "findings": found.findings(len(words))}


def in_order(name: str) -> tuple[bool, int, str]:
    """Styles first, which say what a heading is; slide 2 before slide 10."""
    number = re.search(r"(\d+)\.xml$", name)
    return (not name.endswith("styles.xml"), int(number[1]) if number else 0, name)


class Found:
    """What is heard of the parts of a document."""

    def __init__(self, kind: str):
        self.kind, self.words, self.length = kind, list[str](), 0
        self.path: list[str] = []
        self.heading_styles: set[str] = set()
        self.style = ""
        self.headings = self.pictures = self.tables = self.slides = self.titles = 0
        self.described = self.headed = 0  # pictures with words, tables with a header
        self.is_title, self.title = False, ""
        self.in_table: list[bool] = []
        self.in_frame: list[list[bool]] = []  # is it a picture, has it words

    def hear(self, part: Any) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler = self.characters
        while self.length <= ENOUGH and (piece := part.read(PIECE)):
            parser.Parse(piece, False)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        plain = name.rpartition(" ")[2]
        said = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        self.path.append(plain)
        getattr(self, f"start_{self.kind[:2]}")(plain, said)

    def end(self, name: str) -> None:
        plain = name.rpartition(" ")[2]
        self.path.pop()
        if plain in BREAKS:
            self.words.append("\n")
        elif plain in ("tab", "s", "tc", "table-cell"):
            self.words.append(" ")
        if plain in ("tbl", "table") and self.in_table:
            self.headed += self.in_table.pop()
        if plain == "frame" and self.in_frame:
            self.count_frame(*self.in_frame.pop())
        if plain in ("sp", "frame") and self.is_title:
            self.titles += bool(self.title.strip())
            self.is_title, self.title = False, ""

    def characters(self, words: str) -> None:
        if self.is_shown():
            self.words.append(words)
            self.length += len(words)
            if self.is_title:
                self.title += words

    def is_shown(self) -> bool:
        if self.kind in TEXT:
            return bool(self.path) and self.path[-1] in TEXT[self.kind]
        is_beside = {"annotation", "tracked-changes", "desc", "title"} & set(self.path)
        return not is_beside and bool({"p", "h"} & set(self.path))

    # --- Word ---

    def start_do(self, plain: str, said: dict[str, str]) -> None:
        if plain == "style":
            self.style = said.get("styleId", "")
        elif plain == "name" and re.match(r"(heading \d|title$)", said.get("val", ""), re.I):
            self.heading_styles.add(self.style)
        elif plain == "pStyle":
            self.headings += said.get("val", "") in self.heading_styles
        elif plain == "outlineLvl" and "pPr" in self.path and "style" not in self.path:
            self.headings += 1
        elif plain == "docPr":
            self.count_picture(said)
        elif plain == "decorative":
            self.described += said.get("val") not in ("0", "false")
        elif plain == "tbl":
            self.tables += 1
            self.in_table.append(False)
        elif plain == "tblHeader" and self.in_table:
            self.in_table[-1] = True

    # --- PowerPoint and Excel ---

    def start_pp(self, plain: str, said: dict[str, str]) -> None:
        self.slides += plain == "sld"
        if plain == "ph":
            self.is_title = said.get("type") in ("title", "ctrTitle")
        elif plain == "cNvPr" and "pic" in self.path:
            self.count_picture(said)
        elif plain == "decorative" and "pic" in self.path:
            self.described += said.get("val") not in ("0", "false")

    def start_xl(self, plain: str, said: dict[str, str]) -> None:
        if plain == "sheet":
            self.words.append(f"{said.get('name', '')}\n")
        elif plain == "cNvPr" and "pic" in self.path:
            self.count_picture(said)

    # --- OpenDocument ---

    def start_od(self, plain: str, said: dict[str, str]) -> None:
        self.headings += plain == "h"
        if plain == "page":
            self.slides += 1
        elif plain == "frame":
            self.in_frame.append([False, False])
            self.is_title = said.get("class") == "title"
        elif plain == "image" and self.in_frame:
            self.in_frame[-1][0] = True
        elif plain in ("title", "desc") and self.in_frame:
            self.in_frame[-1][1] = True
        elif plain == "object" and self.in_frame:  # its picture stands in for it
            self.in_frame[-1][0] = False
        elif plain == "table":
            self.tables += 1
            self.in_table.append(False)
        elif plain == "table-header-rows" and self.in_table:
            self.in_table[-1] = True
        elif plain == "s":
            self.words.append(" ")

    def count_frame(self, is_picture: bool, has_words: bool) -> None:
        self.pictures += is_picture
        self.described += is_picture and has_words

    def count_picture(self, said: dict[str, str]) -> None:
        self.pictures += 1
        self.described += bool((said.get("descr") or said.get("title") or "").strip())

    def findings(self, length: int) -> dict[str, int]:
        is_text = self.kind in ("docx", "odt")
        wrong = {
            "no-words": not length,
            "no-headings": is_text and length > LONG and not self.headings,
            "pictures-without-words": max(0, self.pictures - self.described),
            "tables-without-header": max(0, self.tables - self.headed) if is_text else 0,
            "slides-without-title": max(0, self.slides - self.titles),
        }
        return {code: int(times) for code, times in wrong.items() if times}
