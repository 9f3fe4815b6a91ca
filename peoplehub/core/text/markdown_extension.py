"""Python-Markdown with a profile of our own: bold, italic, struck out, links, bare addresses,
lists, quotations, headings with "# ", code, tables, and @names. Nothing else means anything: raw
HTML, character references, definitions and pictures are words, and come out as they were typed.
"""
import re
from html import unescape
from typing import Any, cast
from xml.etree.ElementTree import Element, tostring

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import (
    BACKTICK_RE,
    ESCAPE_RE,
    BacktickInlineProcessor,
    EscapeInlineProcessor,
    InlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, Registry

from peoplehub.core.text.blocks import Blocks
from peoplehub.core.text.links import ADDRESS, LINK, completed
from peoplehub.core.text.mentions import Found, Mention

# Letters of scripts that put spaces between words: beside them a star or a line is no mark. Thai,
# Lao, Burmese, Khmer, Chinese and Japanese are left out.
LETTER = "0-9A-Za-z\u00c0-\u0dff\u0f00-\u0fff\u10a0-\u177f\u1800-\u1fff"
AMPERSAND = "\uffff"  # no source has it: it is taken out before
INSIDE = r"(.{1,3000}?)"  # bounded: the end of each opening mark is searched for
STRESSED = (
    ("strong", rf"(?<![0-9*])\*\*(?=[^\s*]|\*[^\s*]){INSIDE}(?<=\S)\*\*(?![0-9*])"),
    ("strong", rf"(?<![{LETTER}_])__(?=[^\s_]|_[^\s_]){INSIDE}(?<=\S)__(?![{LETTER}_])"),
    ("del", rf"(?<!~)~~(?=[^\s~]){INSIDE}(?<=[^\s~])~~(?!~)"),
    ("em", rf"(?<![{LETTER}*])\*(?=[^\s*]){INSIDE}(?<=[^\s*])\*(?![{LETTER}*])"),
    ("em", rf"(?<![{LETTER}_])_(?=[^\s_]){INSIDE}(?<=[^\s_])_(?![{LETTER}_])"),
)


def markdown() -> Markdown:
    converter = Markdown(extensions=[Profile()])
    converter.serializer = _serialized
    return converter


class Profile(Extension):
    """Takes everything out of Python-Markdown but its machinery, and puts the profile in."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.parser = Blocks(md)
        md.preprocessors, md.postprocessors = Registry(), Registry()
        md.inlinePatterns = Registry()
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "@", "~", "|"]
        patterns = [
            Code(BACKTICK_RE), Link(LINK, md), Address(md), EscapeInlineProcessor(ESCAPE_RE, md),
            *(Stressed(pattern, tag) for tag, pattern in STRESSED), Mention(md),
            SubstituteTagInlineProcessor(r"\n", "br"),
        ]  # fmt: skip
        for number, pattern in enumerate(patterns):
            md.inlinePatterns.register(pattern, str(number), -number)
        cast(Any, md.treeprocessors["inline"]).inlinePatterns = md.inlinePatterns
        md.treeprocessors.register(Headings(md), "headings", 5)


def _serialized(root: Element) -> str:
    """HTML of the tree, with AMPERSAND in the place of each typed one: bleach would read
    "&amp;copy;" as the reference "&copy;" that it must not be."""
    return tostring(root, encoding="unicode", method="html").replace("&amp;", AMPERSAND)


class Code(BacktickInlineProcessor):
    """`code`, whose characters the serializer escapes."""

    def handleMatch(  # type: ignore[override]  # as InlineProcessor has it
        self, m: re.Match[str], data: str
    ) -> Found:
        found, start, end = super().handleMatch(m, data)
        if isinstance(found, Element):
            found.text = AtomicString(unescape(found.text or ""))
        return found, start, end


class Link(InlineProcessor):
    """[words](address), where the address is one that may be a link; else it stays as typed."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # as InlineProcessor has it
        self, m: re.Match[str], data: str
    ) -> Found:
        address = completed(m[2])
        if address is None:
            return None, None, None
        link = Element("a", {"href": address})
        link.text = m[1]
        return link, m.start(0), m.end(0)


class Address(InlineProcessor):
    """A bare address: no mark is read inside it. bleach makes the link."""

    def __init__(self, md: Markdown):
        super().__init__(ADDRESS.pattern, md)
        self.compiled_re = ADDRESS

    def handleMatch(  # type: ignore[override]  # as InlineProcessor has it
        self, m: re.Match[str], data: str
    ) -> Found:
        return AtomicString(m[0]), m.start(0), m.end(0)


class Stressed(InlineProcessor):
    """Words between two marks: strong, em or del."""

    def __init__(self, pattern: str, tag: str):
        super().__init__(pattern)
        self.tag = tag

    def handleMatch(  # type: ignore[override]  # as InlineProcessor has it
        self, m: re.Match[str], data: str
    ) -> Found:
        element = Element(self.tag)
        element.text = m[1]
        return element, m.start(0), m.end(0)


class Headings(Treeprocessor):
    """Headings begin at the page's own level and never skip one, for people who jump by them."""

    def run(self, root: Element) -> None:
        top: int = cast(Any, self.md).top
        last = top - 1
        for node in root.iter():
            if re.fullmatch("h[1-6]", node.tag or ""):
                last = min(max(int(node.tag[1]), top), last + 1, 6)
                node.tag = f"h{last}"
