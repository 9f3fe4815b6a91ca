"""The block structure of a source: paragraphs, lists, quotations, headings, fences and tables.

A `BlockParser` of Python-Markdown that reads line by line, once, and knows no other construct: no
reference definitions, no indented code, no underlined headings, no rules. A line that begins none
of the constructs is a line of a paragraph, so nothing that was typed is lost.
"""
import re
from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown.blockparser import BlockParser
from markdown.util import AtomicString

DEEPEST = 6  # levels of quotation or list that are still worth reading; below, marks stay as typed
MOST_COLUMNS = 40

BULLET = re.compile(r"( *)[-*•◦▪‣·] +(?=\S)")
NUMBER = re.compile(r"( *)(0|[1-9][0-9]{0,3})\. +(?=\S)")
QUOTED = re.compile(r" *>(?![:;.<=_^]) ?")  # what is left out are faces: >:( >.<
HEADING = re.compile(r" {0,3}(#{1,6}) +(?=\S)")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
ONLY_MARKS = re.compile(r"[-*_ ]+")
BAR = re.compile(r"(?<!\\)\|")
TABLE_LINE = re.compile(r":?-+:?")


class Blocks(BlockParser):
    """Reads a whole document into a tree; the inline patterns then read each element's text."""

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:
        root = Element(self.md.doc_tag)
        _fill(root, [line.expandtabs(4).rstrip() for line in lines])
        return ElementTree(root)


def _fill(parent: Element, lines: list[str], depth: int = 0) -> None:
    """Append what the lines say to `parent`."""
    reading = _Reading(lines, depth)
    at = 0
    while at < len(lines):
        at = reading.read_at(parent, at)


class _Reading:
    """The lines of one container: the document, a quotation or an item of a list."""

    def __init__(self, lines: list[str], depth: int):
        self.lines, self.depth = lines, depth
        self.never_closed: dict[str, int] = {}  # a fence's mark → the length that closes nowhere

    def read_at(self, parent: Element, at: int) -> int:
        """Append the block that begins at line `at`; returns the line after it."""
        if not self.lines[at]:
            return at + 1
        if self.depth < DEEPEST:
            for read in (self.fence, self.heading, self.quotation, self.bullets, self.numbers,
                         self.table):
                after = read(parent, at)
                if after is not None:
                    return after
        return self.paragraph(parent, at)

    def paragraph(self, parent: Element, at: int) -> int:
        end = at + 1
        while end < len(self.lines) and self.lines[end] and not self.begins_block(end):
            end += 1
        said = "\n".join(line.strip() for line in self.lines[at:end])
        SubElement(parent, "p").text = said
        return end

    def begins_block(self, at: int) -> bool:
        """Whether a block may follow a line of words here without an empty line. A list with
        numbers only when it begins with 1: "in\\n2012. Then" goes on."""
        line = self.lines[at]
        if self.depth >= DEEPEST:
            return False
        number = NUMBER.match(line)
        return bool(
            HEADING.match(line) or QUOTED.match(line) or _bullet(line)
            or (number and number[2] == "1") or self.fence_end(at) or self.is_table(at)
        )

    def heading(self, parent: Element, at: int) -> int | None:
        mark = HEADING.match(self.lines[at])
        if not mark:
            return None
        words = self.lines[at][mark.end():]
        bare = words.rstrip("#")
        words = bare.rstrip() if bare.endswith(" ") else words
        SubElement(parent, f"h{len(mark[1])}").text = words
        return at + 1

    def quotation(self, parent: Element, at: int) -> int | None:
        inside = []
        while at < len(self.lines) and (mark := QUOTED.match(self.lines[at])):
            inside.append(self.lines[at][mark.end():])
            at += 1
        if not inside:
            return None
        _fill(SubElement(parent, "blockquote"), inside, self.depth + 1)
        return at

    def fence(self, parent: Element, at: int) -> int | None:
        end, mark = self.fence_end(at), FENCE.match(self.lines[at])
        if end is None or mark is None:
            return None
        if name := self.lines[at][mark.end():].strip():
            SubElement(parent, "p").text = AtomicString(name)  # a language, or words: both show
        margin = mark.start(1)
        inside = [_without_margin(line, margin) for line in self.lines[at + 1 : end]]
        code = SubElement(SubElement(parent, "pre"), "code")
        code.text = AtomicString("\n".join(inside) + "\n")
        return end + 1

    def fence_end(self, at: int) -> int | None:
        """The line that closes the fence that line `at` opens, if it opens one and one does."""
        mark = FENCE.match(self.lines[at])
        if not mark:
            return None
        sign, length = mark[1][0], len(mark[1])
        if "`" in self.lines[at][mark.end():] or length >= self.never_closed.get(sign, length + 1):
            return None
        for end in range(at + 1, len(self.lines)):
            line = self.lines[end].strip()
            if len(line) >= length and not line.strip(sign):
                return end
        self.never_closed[sign] = length
        return None

    def bullets(self, parent: Element, at: int) -> int | None:
        items, at = self.items(at, lambda line, _: _bullet(line))
        return self.list_of("ul", parent, items, at) if items else None

    def numbers(self, parent: Element, at: int) -> int | None:
        """A number alone, like "2012. Diagnosis", is no list, and a list ends where its numbers do
        not go on: numbers stay as they were typed."""
        first = NUMBER.match(self.lines[at])
        if not first:
            return None
        items, at = self.items(at, lambda line, done: _number(line, int(first[2]) + done))
        if len(items) == 1 and first[2] != "1":
            return None
        made = self.list_of("ol", parent, items, at)
        if first[2] != "1":
            parent[-1].set("start", first[2])
        return made

    def list_of(self, tag: str, parent: Element, items: list[list[str]], at: int) -> int:
        made = SubElement(parent, tag)
        for lines in items:
            item = SubElement(made, "li")
            _fill(item, lines, self.depth + 1)
            _tighten(item)
        return at

    def items(self, at: int,
              mark_of: Callable[[str, int], re.Match[str] | None]) -> tuple[list[list[str]], int]:
        """The lines of each item from line `at` on, without their margin; and the line after them.
        What stands two spaces further in than its mark belongs to an item."""
        items: list[list[str]] = []
        mark = mark_of(self.lines[at], 0)
        while mark:
            margin, width = len(mark[1]), mark.end()
            inside = [self.lines[at][width:]]
            at += 1
            while at < len(self.lines) and self.is_inside(at, margin + 2):
                inside.append(_without_margin(self.lines[at], width))
                at += 1
            items.append(inside)
            after = self.next_words(at)
            mark = mark_of(self.lines[after], len(items)) if after < len(self.lines) else None
            if mark:
                at = after
        return items, at

    def is_inside(self, at: int, margin: int) -> bool:
        after = self.next_words(at)
        return after < len(self.lines) and self.lines[after].startswith(" " * margin)

    def next_words(self, at: int) -> int:
        while at < len(self.lines) and not self.lines[at]:
            at += 1
        return at

    def table(self, parent: Element, at: int) -> int | None:
        if not self.is_table(at):
            return None
        made = SubElement(parent, "table")
        _row(SubElement(SubElement(made, "thead"), "tr"), "th", self.lines[at])
        at += 2
        body = SubElement(made, "tbody")
        while at < len(self.lines) and "|" in self.lines[at]:
            _row(SubElement(body, "tr"), "td", self.lines[at])
            at += 1
        if not len(body):
            made.remove(body)
        return at

    def is_table(self, at: int) -> bool:
        if at + 1 >= len(self.lines) or "|" not in self.lines[at] or "|" not in self.lines[at + 1]:
            return False
        line = _cells(self.lines[at + 1])
        return (len(_cells(self.lines[at])) <= MOST_COLUMNS
                and all(TABLE_LINE.fullmatch(cell) for cell in line))


def _bullet(line: str) -> re.Match[str] | None:
    return None if ONLY_MARKS.fullmatch(line) else BULLET.match(line)


def _number(line: str, wanted: int) -> re.Match[str] | None:
    mark = NUMBER.match(line)
    return mark if mark and int(mark[2]) == wanted else None


def _without_margin(line: str, width: int) -> str:
    """The line without its first spaces, at most `width` of them."""
    return line[min(width, len(line) - len(line.lstrip(" "))):]


def _tighten(item: Element) -> None:
    """An item of one paragraph, or of one with lists below it, is that paragraph's words."""
    parts = list(item)
    if parts and parts[0].tag == "p" and all(part.tag in ("ul", "ol") for part in parts[1:]):
        item.text = parts[0].text
        item.remove(parts[0])


def _row(row: Element, tag: str, line: str) -> None:
    for cell in _cells(line):
        SubElement(row, tag).text = cell


def _cells(line: str) -> list[str]:
    line = line.strip()
    cells = BAR.split(line)
    if len(cells) > 1 and line.startswith("|"):
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1].strip():
        cells = cells[:-1]
    return [cell.strip().replace("\\|", "|") for cell in cells]
