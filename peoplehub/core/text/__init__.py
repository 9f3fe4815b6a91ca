"""From what people type to safe HTML. The only producer of safe HTML."""
from peoplehub.core.text.links import has_link
from peoplehub.core.text.mentions import leading_to, linked, mentioned
from peoplehub.core.text.normalization import (
    INVISIBLE,
    LONGEST,
    ZERO_WIDTH,
    excerpt,
    has_content,
    normalize,
    one_line,
    plain,
    preview,
)
from peoplehub.core.text.quotation_heads import with_plain_heads
from peoplehub.core.text.rendering import (
    NH3_OPTIONS,
    TAGS,
    VERSION,
    isolated,
    known_safe,
    marked,
    prepared,
    preparing,
    render,
)

__all__ = [
    "LONGEST", "TAGS", "INVISIBLE", "VERSION", "NH3_OPTIONS", "ZERO_WIDTH", "excerpt", "has_link",
    "isolated",    "known_safe", "leading_to", "linked", "marked", "mentioned", "one_line", "plain",
    "prepared", "preparing", "preview", "render", "has_content", "normalize",
    "with_plain_heads",
]  # fmt: skip
