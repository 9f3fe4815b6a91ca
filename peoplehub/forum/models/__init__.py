"""Tables of the forum."""
from peoplehub.forum.models.aliases import Alias
from peoplehub.forum.models.board_members import ACCEPTED, DECLINED, BoardMember, BoardRequest
from peoplehub.forum.models.board_notes import BoardNote
from peoplehub.forum.models.boards import (
    ASKS_FIRST,
    INDEXED,
    LISTED,
    MEMBERS_WRITE,
    MODERATORS_WRITE,
    NOT_INDEXED,
    UNLISTED,
    Board,
    may_be_indexed,
)
from peoplehub.forum.models.pending_questions import PendingQuestion
from peoplehub.forum.models.post_links import PostLink
from peoplehub.forum.models.post_moves import MovedPost, PostMove
from peoplehub.forum.models.posts import Post
from peoplehub.forum.models.reading_marks import ReadingMark
from peoplehub.forum.models.reveals import Reveal
from peoplehub.forum.models.topic_moderation import BY_TAGS, NO_SHEET, SHEET, SummaryHtml
from peoplehub.forum.models.topics import (
    PAGE_SIZE,
    Topic,
    TopicUrls,
    page_of,
    post_address,
)

__all__ = [
    "ACCEPTED", "ASKS_FIRST", "BY_TAGS", "DECLINED", "INDEXED", "LISTED", "MEMBERS_WRITE",
    "MODERATORS_WRITE", "NOT_INDEXED", "NO_SHEET", "PAGE_SIZE", "SHEET", "UNLISTED", "Alias",
    "Board", "BoardMember", "BoardNote", "BoardRequest", "MovedPost", "PendingQuestion",
    "Post", "PostLink", "PostMove", "ReadingMark", "Reveal", "SummaryHtml", "Topic",
    "TopicUrls", "may_be_indexed", "page_of", "post_address",
]  # fmt: skip
