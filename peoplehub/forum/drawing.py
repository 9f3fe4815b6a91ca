"""Posts as HTML. A post is drawn once and kept in memory for as long as nothing it is drawn from
changes: its words, its author's name and picture, its age in words, and what the viewer may do.

All of that is the key, so nothing kept can be shown to somebody it was not drawn for.
"""
from functools import lru_cache

from flask import current_app
from markupsafe import Markup

from peoplehub.core.text import known_safe
from peoplehub.core.words import when
from peoplehub.forum.queries.posts import Shown

MOST_KEPT = 8_000  # about 2 KB each


def drawn(topic, posts: list[Shown], *, may_reply: bool, may_order: bool) -> Markup:
    """The posts one after the other."""
    return known_safe("".join([
        _article(post, when(post.published_at), when(post.edited_at), topic.acts,
                 topic.address_of(post.number), may_reply, may_order)
        for post in posts
    ]))


@lru_cache(maxsize=MOST_KEPT)
def _article(post: Shown, written: Markup, changed: Markup, acts: str, address: str,
             may_reply: bool, may_order: bool) -> Markup:
    template = current_app.jinja_env.get_template("forum/_post.html")
    return known_safe(template.render(
        post=post, by=post.by, n=post.number, written=written, changed=changed, acts=acts,
        address=address, may_reply=may_reply, may_order=may_order,
    ))
