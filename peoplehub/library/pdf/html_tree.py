"""Safe HTML as a plain tree, for the PDF compiler.

What people wrote stays data all the way: the tree travels as JSON and the typst program prints
its strings, so nothing typed in a sheet can ever be read as typst code.
"""
import re
from html.parser import HTMLParser
from typing import Any
from unicodedata import bidirectional
from urllib.parse import urljoin

VOID = {"br", "hr"}
OWN_WAY = {"p", "li", "h2", "h3", "h4", "h5", "h6", "ul", "ol"}
HOLDERS = {"top", "ul", "ol", "table", "thead", "tbody", "tr", "blockquote"}
LONGEST_SHOWN = 60  # characters of an address that anybody would type from print
SPACES = re.compile(r"\s+")


def tree(html: str, base_url: str) -> list:
    """The pieces of the HTML: strings, and {"tag", "kids"} with "href" or "start" where it has one.

    Addresses within the site become whole ones, because print has no site.
    """
    reader = _Reader(base_url)
    reader.feed(html)
    reader.close()
    return reader.top["kids"]


def words_of(nodes: list) -> str:
    """The bare words of some nodes."""
    return "".join(node if isinstance(node, str) else words_of(node["kids"]) for node in nodes)


class _Reader(HTMLParser):
    """Builds the tree. The HTML is nh3's own output, so its tags close in order."""

    def __init__(self, base_url: str):
        super().__init__(convert_charrefs=True)
        self.base_url = base_url
        self.top: dict[str, Any] = {"tag": "top", "kids": []}
        self.open = [self.top]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        node: dict[str, Any] = {"tag": tag, "kids": []} | self._facts(tag, dict(attributes))
        self.open[-1]["kids"].append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        while len(self.open) > 1 and tag not in VOID:
            node = self.open.pop()
            _finish(node)
            if node["tag"] == tag:
                return

    def handle_data(self, data: str) -> None:
        if not any(node["tag"] == "pre" for node in self.open):
            data = self._with_single_spaces(data)
        if data:
            self.open[-1]["kids"].append(data)

    def _with_single_spaces(self, data: str) -> str:
        data = SPACES.sub(" ", data)
        here = self.open[-1]
        if here["tag"] in HOLDERS or _is_break(here["kids"]):
            data = data.lstrip()
        return data

    def _facts(self, tag: str, attributes: dict) -> dict:
        if tag == "a":
            return self._link(attributes.get("href") or "")
        if tag == "ol":
            start = attributes.get("start") or "1"
            return {"start": int(start) if start.isdigit() and len(start) < 6 else 1}
        return {}

    def _link(self, href: str) -> dict:
        """A link only where print can follow it: not to a place within the same page."""
        if not href or href.startswith("#"):
            return {"href": "", "far": False}
        return {"href": urljoin(f"{self.base_url}/", href), "far": not href.startswith("/")}


def _is_break(kids: list) -> bool:
    return bool(kids) and isinstance(kids[-1], dict) and kids[-1]["tag"] == "br"


def _runs_left(words: str) -> bool:
    """Whether the first letter of the words belongs to a script that runs from right to left."""
    ways = (bidirectional(sign) for sign in words)
    return next((way != "L" for way in ways if way in ("L", "R", "AL")), False)


def _finish(node: dict) -> None:
    """What is only known once a node is closed: plain code, its direction, and an address to write
    out."""
    if node["tag"] in OWN_WAY and _runs_left(words_of(node["kids"])):
        node["rtl"] = True
    if node["tag"] in ("code", "pre"):
        node["plain"] = words_of(node["kids"])
    if node["tag"] == "a" and node["far"]:
        node["shown"] = _address_unless(words_of(node["kids"]), node["href"])


def _address_unless(said: str, href: str) -> str:
    """The address for those who read it in print, unless the words are the address already."""
    address = re.sub(r"^(https?://(www\.)?|mailto:)", "", href).rstrip("/")
    return "" if address in said or len(address) > LONGEST_SHOWN else address
