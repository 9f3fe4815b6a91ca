"""Tags of a topic as plain links."""
from functools import lru_cache

from markupsafe import Markup, escape

from peoplehub.core.text import known_safe
from peoplehub.tags.queries import shown_tags

LINK = '<a class="tag" href="{}">{}</a>'


@lru_cache(maxsize=2048)
def tag_links(joined: str | None) -> Markup:
    """`joined`: what `tags_of_row` gave."""
    return known_safe("".join(LINK.format(escape(tag.address), escape(tag.name))
                              for tag in shown_tags(joined)))
