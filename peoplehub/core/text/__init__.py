"""From what people type to what a browser may show. The only producer of safe HTML."""
from peoplehub.core.text.links import has_link
from peoplehub.core.text.mentions import leading_to, linked, mentioned
from peoplehub.core.text.quotation_heads import with_plain_heads
from peoplehub.core.text.rendering import (
    TAGS,
    VERSION,
    WALL,
    isolated,
    known_safe,
    marked,
    preparing,
    render,
)
from peoplehub.core.text.tidying import (
    LONGEST,
    UNWANTED,
    ZERO_WIDTH,
    excerpt,
    one_line,
    plain,
    preview,
    says_something,
    tidy,
)

__all__ = [
    "LONGEST", "TAGS", "UNWANTED", "VERSION", "WALL", "ZERO_WIDTH", "excerpt", "has_link",
    "isolated",    "known_safe", "leading_to", "linked", "marked", "mentioned", "one_line", "plain",
    "preparing", "preview", "render", "says_something", "tidy",
    "with_plain_heads",
]  # fmt: skip
