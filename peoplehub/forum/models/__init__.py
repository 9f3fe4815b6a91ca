"""The forum's tables."""
from peoplehub.forum.models.boards import MEMBERS_WRITE, MODERATORS_WRITE, Board
from peoplehub.forum.models.posts import Alias, Post, Reveal
from peoplehub.forum.models.questions import KeptQuestion
from peoplehub.forum.models.topics import PAGE_SIZE, Following, Topic, TopicWays, page_of, slug_of

__all__ = [
    "MEMBERS_WRITE", "MODERATORS_WRITE", "PAGE_SIZE", "Alias", "Board", "Following", "KeptQuestion",
    "Post",
    "Reveal", "Topic", "TopicWays", "page_of", "slug_of",
]  # fmt: skip
