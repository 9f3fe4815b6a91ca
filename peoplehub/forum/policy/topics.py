"""Who may enter a board, see a topic, and write in it."""
from peoplehub.accounts.policy import may_write
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import MEMBERS_WRITE, Board, Post
from peoplehub.forum.models.protocols import BoardColumns, TopicColumns


def may_enter(viewer: Viewer, board: BoardColumns) -> bool:
    return board.audience in viewer.audiences


def may_see(viewer: Viewer, topic: TopicColumns) -> bool:
    if not may_enter(viewer, topic.board) or topic.merged_into_id:
        return False
    if topic.listed or viewer.is_moderator:
        return True
    return is_askers(viewer, topic) and topic.taken_away_at is None


def may_start(viewer: Viewer, board: Board) -> bool:
    if not may_write(viewer):
        return False
    if not may_enter(viewer, board):
        return False
    return board.writers == MEMBERS_WRITE or viewer.is_moderator


def may_reply(viewer: Viewer, topic: TopicColumns) -> bool:
    if not may_write(viewer):
        return False
    if not may_see(viewer, topic):
        return False
    if topic.is_closed or not topic.listed:
        return viewer.is_moderator
    return True


def may_edit(viewer: Viewer, post: Post) -> bool:
    """Change or delete it."""
    if not may_write(viewer):
        return False
    if post.author_id != viewer.id or post.deleted_at is not None:
        return False
    return may_see(viewer, post.topic)


def is_askers(viewer: Viewer, topic: TopicColumns) -> bool:
    return viewer.id is not None and topic.author_id == viewer.id
