"""Who may moderate topics and boards, and write the summary of a topic."""
from peoplehub.accounts.policy import may_write
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import Post
from peoplehub.forum.models.protocols import BoardColumns, TopicColumns
from peoplehub.forum.policy.topics import is_askers, may_enter, may_see


def may_summarize(viewer: Viewer, topic: TopicColumns) -> bool:
    """Who may write the "In short": whoever asked, peer advisors and moderators."""
    if not may_write(viewer):
        return False
    if not may_see(viewer, topic):
        return False
    return is_askers(viewer, topic) or viewer.is_advisor or viewer.is_moderator


def may_moderate_topic(viewer: Viewer, topic: TopicColumns) -> bool:
    """Pin, lock and move."""
    return may_write(viewer) and viewer.is_moderator and may_see(viewer, topic)


def may_set_board_rules(viewer: Viewer, board: BoardColumns) -> bool:
    """What is looked at first in a board, and how slow it is."""
    return may_write(viewer) and viewer.is_moderator and may_enter(viewer, board)


def may_keep_boards(viewer: Viewer) -> bool:
    """Add boards, and say who may read them."""
    return may_write(viewer) and viewer.is_admin


def may_reveal(viewer: Viewer, post: Post) -> bool:
    return may_write(viewer) and viewer.is_moderator and post.anonymous
