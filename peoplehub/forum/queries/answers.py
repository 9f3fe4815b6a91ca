"""Queries of the posts that answer one post."""
from sqlalchemy import bindparam, func, select

from peoplehub.core.column_queries import fetch_first, fetch_rows
from peoplehub.core.paging import Page
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import PAGE_SIZE, Post, PostLink
from peoplehub.forum.models.protocols import TopicColumns
from peoplehub.forum.queries.posts import POST_COLUMNS, SEEN, Shown, shown_posts, with_authors

ANSWERS = (PostLink.answers_id == bindparam("post_id"), Post.deleted_at.is_(None), SEEN)
NUMBER_OF = select(func.count(Post.id)).join(PostLink, PostLink.post_id == Post.id).where(*ANSWERS)
PAGE = (
    with_authors(select(*POST_COLUMNS).join(PostLink, PostLink.post_id == Post.id))
    .where(*ANSWERS).order_by(Post.number).limit(bindparam("limit")).offset(bindparam("offset"))
)


def answers_for(viewer: Viewer, topic: TopicColumns, post: Post,
                number: int = 1) -> tuple[Page, list[Shown]]:
    """One page of what answers a post, in the order in which it was written, as this viewer may see
    it. Raises NotFound when there is no such page."""
    asked = {"post_id": post.id, "viewer_id": viewer.id or 0, "is_moderator": viewer.is_moderator}
    found = fetch_first(NUMBER_OF, **asked)
    page = Page(number, PAGE_SIZE, found[0] if found else 0).checked()
    rows = fetch_rows(PAGE, limit=PAGE_SIZE, offset=page.offset, **asked)
    return page, shown_posts(viewer, topic, rows)
