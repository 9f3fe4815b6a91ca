"""From what people type to what a browser may show. The only producer of safe HTML.

Markdown (raw HTML off) → bleach (clean and link) → nh3, which is the wall: bleach is at its end
of life and lets `tel:0909…` and `javascript:123` through its list of schemes.
"""
import re
import threading
import unicodedata
from functools import partial
from html import unescape
from xml.etree.ElementTree import Element

import nh3
from bleach.linkifier import LinkifyFilter
from bleach.sanitizer import Cleaner
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

VERSION = 1  # raise it when the same source gives other HTML, then run `flask text rebuild`
LONGEST = 20_000  # characters of source

TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p",
    "pre", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul",
}
SAFE_ADDRESS = re.compile(
    r"(https?://[^\s]+|mailto:[^\s@]+@[^\s@]+|/(?![/\\])[^\s]*|#[\w-]*)", re.I
)
MENTION = re.compile(r"(?<![\w@/.-])@([a-z0-9][a-z0-9-]{1,40})(?![\w-])", re.I)
UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
SAID_BY_NUMBER = re.compile(r"&#(?:x([0-9a-f]{1,8})|([0-9]{1,9}));?", re.I)
ZERO_WIDTH = re.compile("[\u200b\u2060\u180e\u00ad]")
MARKS = re.compile(r"[\[\]()`*_<>!#\\&]")
MOST_MARKS = 1_000
MOST_LINES = 800
MOST_BRACKET_WORK = 1_000_000  # characters: Markdown looks from each "[" to its "]", or the end
DEEPEST = 6  # levels of quotation or list that are still worth reading


def tidy(source: str) -> str:
    """The text as typed, with one kind of newline and no invisible tricks."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    return UNWANTED.sub("", source).strip("\n")


def one_line(source: str) -> str:
    """A title or a name: one line, single spaces, nothing invisible."""
    source = ZERO_WIDTH.sub("", tidy(unicodedata.normalize("NFC", source)))
    return " ".join(source.split())


def render(source: str, names: frozenset[str] | set[str] = frozenset(), top: int = 3) -> Markup:
    """Safe HTML of a Markdown source.

    `names` are the slugs that @mentions may link to; `top` is the level of its highest heading.
    """
    source = tidy(source)[:LONGEST]
    html = _as_typed(source) if _is_hostile(source) else _linked(_html(source, names, top))
    return Markup(nh3.clean(SAID_BY_NUMBER.sub(_visible, html), **WALL))


def known_safe(html: str) -> Markup:
    """HTML of our own making: what `render` made and the database kept, or a template drew."""
    return Markup(html)


def marked(words: str, begin: str, end: str) -> Markup:
    """Plain words as safe HTML, what stands between `begin` and `end` in <mark>."""
    html = str(escape(words))
    return Markup(html.replace(begin, "<mark>").replace(end, "</mark>"))


def mentioned(source: str) -> set[str]:
    """The slugs that follow an @ in the source, in small letters."""
    return {slug.lower() for slug in MENTION.findall(source)}


def linked(html: str) -> set[str]:
    """The slugs of the people that HTML of ours links to."""
    return set(re.findall(r'href="/people/([a-z0-9-]+)"', html))


def excerpt(source: str, length: int = 160) -> str:
    """The first words of a source, without marks, for lists and letters."""
    words = " ".join(_plain(source[: length * 6]).split())
    if len(words) <= length:
        return words
    return words[:length].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


def _plain(source: str) -> str:
    """The words of a source, near enough, without the cost of rendering it."""
    source = re.sub(r"!?\[([^\[\]]*)\]\([^()\s]*\)", r"\1", tidy(source))
    source = re.sub(r"(?m)^\s{0,3}(#{1,6}|>|[-*+]|\d{1,3}\.)\s+", "", source)
    return tidy(unescape(re.sub(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", "", source)))


def _bounded(source: str) -> str:
    """Flatten quotations and lists that go deeper than anybody reads."""
    source = re.sub(rf"(?m)^(?:[ \t]{{0,8}}>){{{DEEPEST},}}", "> " * DEEPEST, source)
    source = re.sub(rf"(?m)^[ \t]{{{DEEPEST * 4},}}", " " * (DEEPEST * 4), source)
    return re.sub(rf"(?m)^(?:[ \t]*(?:[-*+]|\d+\.)[ \t]+){{{DEEPEST},}}", "- " * DEEPEST, source)


def _html(source: str, names, top: int) -> str:
    converter = _tools().markdown
    converter.reset()
    converter.names, converter.top = names, top
    return converter.convert(_bounded(source))


def _linked(html: str) -> str:
    """Cleaned, with addresses made links: what bleach does."""
    return _tools().bleach.clean(html)


def _visible(said: re.Match) -> str:
    """A sign said by its number. What may not stand in a source may not come in this way either."""
    number = int(said[1], 16) if said[1] else int(said[2])
    is_unwanted = number > 0x10FFFF or number == 13 or UNWANTED.fullmatch(chr(number))
    return " " if is_unwanted else said[0]


def _is_hostile(source: str) -> bool:
    """Shapes on which Markdown or bleach is quadratic, and which nobody writes: 8,000 "[" take 7
    seconds, 20,000 "(" take 10."""
    return (
        len(MARKS.findall(source)) > MOST_MARKS
        or source.count("\n") > MOST_LINES
        or _bracket_work(source) > MOST_BRACKET_WORK
    )


def _bracket_work(source: str) -> int:
    work, opened = 0, []
    for bracket in re.finditer(r"[\[\]]", source):
        if bracket[0] == "[":
            opened.append(bracket.start())
        elif opened:
            work += bracket.start() - opened.pop()
    return work + sum(len(source) - start for start in opened)


def _as_typed(source: str) -> str:
    paragraphs = re.split(r"\n{2,}", str(escape(source)))
    return "".join(f"<p>{lines}</p>" for lines in paragraphs).replace("\n", "<br>")


class Mention(InlineProcessor):
    """@slug becomes a link when it is somebody's name, and stays plain words when not."""

    ANCESTOR_EXCLUDES = ("a", "code")

    def __init__(self, markdown: Markdown):
        super().__init__(MENTION.pattern, markdown)
        self.compiled_re = MENTION

    def handleMatch(self, match, data):
        slug = match[1].lower()
        if slug not in self.md.names:
            return None, None, None
        link = Element("a", {"href": f"/people/{slug}"})
        link.text = match[0]
        return link, match.start(0), match.end(0)


class Headings(Treeprocessor):
    """Headings begin at the page's own level and never skip one, for people who jump by them."""

    def run(self, root):
        last = self.md.top - 1
        for node in root.iter():
            if re.fullmatch("h[1-6]", node.tag or ""):
                last = min(max(int(node.tag[1]), self.md.top), last + 1, 6)
                node.tag = f"h{last}"


class _Tools:
    """One converter a thread: they keep state while they work."""

    def __init__(self):
        self.markdown = _markdown()
        self.bleach = Cleaner(
            tags=TAGS,
            attributes={"a": _keep_address, "ol": ["start"]},
            strip=True,
            filters=[partial(LinkifyFilter, skip_tags={"pre", "code"}, parse_email=False)],
        )


def _markdown() -> Markdown:
    converter = Markdown(extensions=["sane_lists", "nl2br", "tables"])
    converter.preprocessors.deregister("html_block")
    for name in ("html", "image_link", "image_reference", "short_image_ref", "automail"):
        converter.inlinePatterns.deregister(name)
    converter.inlinePatterns.register(Mention(converter), "mention", 15)
    converter.treeprocessors.register(Headings(converter), "headings", 5)
    return converter


def _keep_address(tag: str, name: str, value: str) -> bool:
    return name == "href" and SAFE_ADDRESS.fullmatch(value) is not None


def _only_safe(tag: str, name: str, value: str) -> str | None:
    if name == "href" and not SAFE_ADDRESS.fullmatch(value):
        return None
    return value


WALL = {
    "tags": TAGS,
    "clean_content_tags": {"script", "style"},
    "attributes": {"a": {"href"}, "ol": {"start"}},
    "attribute_filter": _only_safe,
    "url_schemes": {"http", "https", "mailto"},
    "link_rel": "nofollow noopener ugc",
}
_tools_here = threading.local()


def _tools() -> "_Tools":
    if not hasattr(_tools_here, "tools"):
        _tools_here.tools = _Tools()
    return _tools_here.tools
