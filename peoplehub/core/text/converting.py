"""Markdown as people here may use it: no raw HTML, no pictures, headings in their order."""
import re

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from peoplehub.core.text.mentions import Mention


def markdown() -> Markdown:
    converter = Markdown(extensions=["sane_lists", "nl2br", "tables"])
    converter.preprocessors.deregister("html_block")
    for name in ("html", "image_link", "image_reference", "short_image_ref", "automail"):
        converter.inlinePatterns.deregister(name)
    converter.inlinePatterns.register(Mention(converter), "mention", 15)
    converter.treeprocessors.register(Headings(converter), "headings", 5)
    return converter


class Headings(Treeprocessor):
    """Headings begin at the page's own level and never skip one, for people who jump by them."""

    def run(self, root):
        last = self.md.top - 1
        for node in root.iter():
            if re.fullmatch("h[1-6]", node.tag or ""):
                last = min(max(int(node.tag[1]), self.md.top), last + 1, 6)
                node.tag = f"h{last}"
