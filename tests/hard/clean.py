"""Whether HTML holds only what it may: read as browsers read it."""
import re

import html5lib

from peoplehub.core.text import TAGS

MAY_HAVE = {"a": {"href", "rel"}, "ol": {"start"}}
ADDRESS = re.compile(r"(?:https?://|mailto:[^\s@]+@|/(?![/\\])|#)", re.I)
NEVER = {"iframe", "object", "embed", "base", "frame", "frameset", "applet", "portal", "marquee",
         "math", "foreignobject", "plaintext", "xmp", "noembed", "style"}
ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "xlink:href", "srcset"}
OUR_SCRIPT = re.compile(r"/static/[\w/.-]+\.js")


def nodes(html: str, whole: bool = False):
    parse = html5lib.parse if whole else html5lib.parseFragment
    for node in parse(html, treebuilder="etree", namespaceHTMLElements=False).iter():
        if isinstance(node.tag, str) and node.tag not in ("DOCUMENT_FRAGMENT",):
            yield node


def wrong_in_text(html: str) -> list[str]:
    """What a piece of rendered text holds beyond the list."""
    wrong = []
    for node in nodes(html):
        if node.tag not in TAGS:
            wrong.append(f"<{node.tag}>")
        for name, value in node.attrib.items():
            if name not in MAY_HAVE.get(node.tag, ()):
                wrong.append(f"<{node.tag} {name}>")
            elif name == "href" and not ADDRESS.match(value):
                wrong.append(value)
    return wrong


def wrong_in_page(html: str) -> list[str]:
    """What a whole page of ours holds that only somebody's words can have brought in."""
    wrong = []
    for node in nodes(html, whole=True):
        tag = node.tag.lower().rpartition("}")[2]
        if tag in NEVER:
            wrong.append(f"<{tag}>")
        if tag == "script" and not OUR_SCRIPT.fullmatch(node.attrib.get("src", "")):
            wrong.append("<script>")
        if tag == "meta" and "http-equiv" in node.attrib:
            wrong.append("<meta http-equiv>")
        for name, value in node.attrib.items():
            name = name if isinstance(name, str) else str(name)
            if name.lower().startswith("on") or name == "style" or name == "srcdoc":
                wrong.append(f"<{tag} {name}>")
            if name in ADDRESSES and re.match(r"[\s\x00-\x20]*(?:java|vb)?script:|data:text", value,
                                              re.I):
                wrong.append(f"<{tag} {name}={value[:30]}>")
    return wrong
