"""The forum's tables."""
from peoplehub.forum.models.boards import (
    INDEXED,
    MEMBERS_WRITE,
    MODERATORS_WRITE,
    NOT_INDEXED,
    Board,
    may_be_indexed,
)
from peoplehub.forum.models.posts import Alias, Post, Reveal
from peoplehub.forum.models.questions import KeptQuestion
from peoplehub.forum.models.topics import (
    PAGE_SIZE,
    Following,
    Topic,
    TopicWays,
    page_of,
    post_address,
    slug_of,
)

__all__ = [
    "INDEXED", "MEMBERS_WRITE", "MODERATORS_WRITE", "NOT_INDEXED", "PAGE_SIZE", "Alias", "Board",
    "Following", "KeptQuestion", "Post", "Reveal", "Topic", "TopicWays", "may_be_indexed",
    "page_of", "post_address", "slug_of",
]  # fmt: skip
