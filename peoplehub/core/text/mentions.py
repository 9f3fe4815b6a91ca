"""People called by name: @slug in the source, a link in the HTML."""
import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

MENTION = re.compile(r"(?<![\w@/.-])@([a-z0-9][a-z0-9-]{1,40})(?![\w-])", re.I)


def mentioned(source: str) -> set[str]:
    """The slugs that follow an @ in the source, in small letters."""
    return {slug.lower() for slug in MENTION.findall(source)}


def linked(html: str) -> set[str]:
    """The slugs of the people that HTML of ours links to."""
    return set(re.findall(r'href="/people/([a-z0-9-]+)"', html))


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
