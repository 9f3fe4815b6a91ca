"""Mentions: @slug in the source, a link in the HTML."""
import re
from typing import Any, cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

# What an inline pattern gives: a node, and where what it stands for begins and ends.
Found = tuple[Element | str | None, int | None, int | None]

MENTION = re.compile(r"(?<![\w@/.-])@([a-z0-9](?:-?[a-z0-9]){0,59})(?!\w|[-@]\w)", re.I)
LINKED = re.compile(r'<a href="/people/([a-z0-9-]+)"[^>]*>@([a-z0-9-]+)</a>', re.I)


def mentioned(source: str) -> set[str]:
    """The slugs that follow an @ in the source, in lowercase: who might be called."""
    return {slug.lower() for slug in MENTION.findall(source)}


def linked(html: str) -> dict[str, str]:
    """Whom HTML of ours calls: each name as it was typed, in lowercase, and the slug it leads
    to. Names in quotations, code and links are no mentions, so they are not among them."""
    return {typed.lower(): slug for slug, typed in LINKED.findall(html)}


def leading_to(slug: str) -> str:
    """How a mention of that person begins in HTML of ours."""
    return f'<a href="/people/{slug}"'


class Mention(InlineProcessor):
    """@slug becomes a link when it is somebody's name, and stays plain words when not."""

    ANCESTOR_EXCLUDES = ("a", "code", "blockquote")

    def __init__(self, markdown: Markdown):
        super().__init__(MENTION.pattern, markdown)
        self.compiled_re = MENTION

    def handleMatch(  # type: ignore[override]  # as InlineProcessor has it
        self, match: re.Match[str], data: str
    ) -> Found:
        slug = cast(Any, self.md).names.get(match[1].lower())
        if slug is None:
            return None, None, None
        link = Element("a", {"href": f"/people/{slug}"})
        link.text = match[0]
        return link, match.start(0), match.end(0)
