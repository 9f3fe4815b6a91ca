"""Posts as HTML, without Jinja for each: `forum/_post.html` is rendered once for each look that a
post can have, and what differs from post to post is filled in.
"""
from functools import lru_cache

from flask import current_app
from markupsafe import Markup, escape

from peoplehub.artwork import avatar
from peoplehub.core.formatting import when
from peoplehub.core.fragments import fragment
from peoplehub.core.text import isolated, known_safe
from peoplehub.forum.public_author import PublicAuthor
from peoplehub.forum.queries.posts import Shown

PLACES = ("id", "n", "html", "written", "changed", "acts", "address", "reason", "variant",
          "face", "name", "profile", "role")


def posts_html(topic, posts: list[Shown], *, may_reply: bool, may_moderate_topic: bool) -> Markup:
    """The posts one after the other, as this viewer may see them."""
    return known_safe(
        "".join([_post_html(topic, post, may_reply, may_moderate_topic) for post in posts])
    )


def _post_html(topic, post: Shown, may_reply: bool, may_moderate_topic: bool) -> str:
    blank = fragment("forum/_post.html", PLACES, post=post.look, may_reply=may_reply,
                     may_moderate_topic=may_moderate_topic)
    return blank.fill(
        id=post.id, n=post.number, html=post.html, written=when(post.published_at),
        changed=when(post.edited_at), acts=topic.acts, address=topic.address_of(post.number),
        reason=escape(isolated(post.hidden_reason or "")), variant=_variant(post),
        **_author(post.by),
    )


def _variant(post: Shown) -> str:
    """The class that says how it differs from the others, with the space before it."""
    if post.look.is_hidden or post.look.is_held:
        return " post--hidden" if post.look.is_hidden else " post--held"
    return " post--advisor" if post.by.is_advisor else ""


@lru_cache(maxsize=2048)
def _author(by: PublicAuthor) -> dict[str, str]:
    parts = current_app.jinja_env.get_template("layout/macros/parts.html").module
    words = known_safe('<span class="role" dir="auto">{}</span>').format(by.role_words)
    role = parts.role(by) if by.has_badge else words if by.role_words else ""
    return {"face": avatar(by.avatar), "name": escape(by.pen_name), "profile": escape(by.address),
            "role": role}
