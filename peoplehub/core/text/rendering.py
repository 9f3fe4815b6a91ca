"""Rendering Markdown to safe HTML: Markdown with raw HTML off, then bleach, then nh3, because
bleach is at its end of life and lets `tel:0909…` and `javascript:123` through its list of schemes.
"""
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import contextmanager
from functools import partial, wraps
from typing import Any, TypeVar, cast
from unicodedata import bidirectional

import nh3
from bleach.linkifier import LinkifyFilter
from bleach.sanitizer import Cleaner
from markupsafe import Markup, escape

from peoplehub.core.text.complexity_limits import is_too_complex
from peoplehub.core.text.links import ADDRESS, SAFE_ADDRESS, say_where
from peoplehub.core.text.markdown_extension import AMPERSAND, markdown
from peoplehub.core.text.normalization import LONGEST, normalize

VERSION = 3  # raise it when the same source gives other HTML, then run `flask text rebuild`

TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p",
    "pre", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul",
}
T = TypeVar("T")
Names = Mapping[str, str] | Set[str]


def render(source: str, names: Names = frozenset(), top: int = 3) -> Markup:
    """Safe HTML of a Markdown source.

    `names` are the slugs that @mentions may link to, or what is typed → the slug it leads to; `top`
    is the level of its highest heading.
    """
    source = normalize(source)[:LONGEST]
    called = names if isinstance(names, Mapping) else {name: name for name in names}
    key = source, frozenset(called.items()), top
    return Markup(_prepared(key, lambda: _rendered(source, called, top)))


@contextmanager
def preparing() -> Iterator[None]:
    """What is rendered and looked at inside is kept, in this thread, for the next time that the
    same is asked for: it is slow, and is done before an act and not in it."""
    tools = _tools()
    tools.prepared.clear()
    tools.is_preparing = True
    try:
        yield
    finally:
        tools.is_preparing = False


def prepared(look: Callable[[str], T]) -> Callable[[str], T]:
    """Mark a function of words alone whose answer is kept inside `preparing`, like a rendering."""

    @wraps(look)
    def ask(words: str) -> T:
        return _prepared((look, words), lambda: look(words))

    return ask


def _prepared(key: tuple, make: Callable[[], T]) -> T:
    tools = _tools()
    made = tools.prepared[key] if key in tools.prepared else make()
    if tools.is_preparing:
        tools.prepared[key] = made
    return made


# Paragraphs of a line each, of letters and such signs as no converter takes for anything. A full
# stop within a word could be an address.
PLAIN_LINE = r"[A-Za-zÀ-ÖØ-öø-ÿŴŵŶŷ](?:[A-Za-z0-9À-ÖØ-öø-ÿŴŵŶŷ,?!;()’…£]| (?! )|\.(?=[ \n]|\Z))*"
PLAIN = re.compile(rf"{PLAIN_LINE}(?:\n\n{PLAIN_LINE})*")


def _rendered(source: str, names: Mapping[str, str], top: int) -> str:
    """The converters are not asked about plain words: they cost a tenth of sending a message."""
    if PLAIN.fullmatch(source):
        return "\n".join(f"<p>{line.strip()}</p>" for line in source.split("\n\n"))
    return _converted(source, names, top)


def _converted(source: str, names: Mapping[str, str], top: int) -> str:
    html = _as_typed(source) if is_too_complex(source) else _linked(_html(source, names, top))
    return nh3.clean(html, **NH3_OPTIONS)


def known_safe(html: str) -> Markup:
    """HTML of our own making: what `render` made and the database kept, or a template drew."""
    return Markup(html)


def marked(words: str, begin: str, end: str) -> Markup:
    """Plain words as safe HTML, what stands between `begin` and `end` in <mark>."""
    html = str(escape(words))
    return Markup(html.replace(begin, "<mark>").replace(end, "</mark>"))


def isolated(words: str) -> str | Markup:
    """Words of people within a sentence of ours: those that run from right to left in <bdi>, so
    that they do not turn what stands beside them."""
    if any(bidirectional(sign) in ("R", "AL") for sign in words):
        return Markup(f"<bdi>{escape(words)}</bdi>")
    return words


def _html(source: str, names: Mapping[str, str], top: int) -> str:
    converter: Any = _tools().markdown
    converter.reset()
    converter.names, converter.top = names, top
    return converter.convert(source)


def _linked(html: str) -> str:
    """Cleaned, with addresses made links: what bleach does."""
    return _tools().bleach.clean(html).replace(AMPERSAND, "&amp;")


def _as_typed(source: str) -> str:
    paragraphs = re.split(r"\n{2,}", str(escape(source)))
    return "".join(f"<p>{lines}</p>" for lines in paragraphs).replace("\n", "<br>")


class _Tools:
    """One converter a thread, because they keep state while they work; and what was prepared."""

    def __init__(self) -> None:
        self.prepared: dict[tuple, Any] = {}
        self.is_preparing = False
        self.markdown = markdown()
        self.bleach = cast(Any, Cleaner)(
            tags=TAGS,
            attributes={"a": _keep_address, "ol": ["start"]},
            strip=True,
            filters=[partial(cast(Any, LinkifyFilter), callbacks=[say_where],
                             skip_tags={"pre", "code"},
                             parse_email=False, url_re=ADDRESS)],
        )


def _keep_address(tag: str, name: str, value: str) -> bool:
    return name == "href" and SAFE_ADDRESS.fullmatch(value) is not None


def _only_safe(tag: str, name: str, value: str) -> str | None:
    if name == "href" and not SAFE_ADDRESS.fullmatch(value):
        return None
    return value


NH3_OPTIONS: dict[str, Any] = {
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
