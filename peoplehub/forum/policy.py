"""Permissions on the forum. Predicates only: nothing here changes anything."""
from peoplehub.accounts.policy import may_write
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import MEMBERS_WRITE, Board, Post
from peoplehub.forum.models.protocols import BoardColumns, TopicColumns


def may_enter(viewer: Viewer, board: BoardColumns) -> bool:
    return board.audience in viewer.audiences


def may_see(viewer: Viewer, topic: TopicColumns) -> bool:
    if not may_enter(viewer, topic.board):
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
    if topic.locked_at is not None or not topic.listed:
        return viewer.is_moderator
    return True


def may_edit(viewer: Viewer, post: Post) -> bool:
    if not may_write(viewer):
        return False
    if post.author_id != viewer.id or post.deleted_at is not None:
        return False
    return may_see(viewer, post.topic)


def may_delete(viewer: Viewer, post: Post) -> bool:
    return may_edit(viewer, post)


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


def may_keep_boards(viewer: Viewer) -> bool:
    """Add boards, and say who may read them."""
    return may_write(viewer) and viewer.is_admin


def may_reveal(viewer: Viewer, post: Post) -> bool:
    return may_write(viewer) and viewer.is_moderator and post.anonymous


def is_askers(viewer: Viewer, topic: TopicColumns) -> bool:
    return viewer.id is not None and topic.author_id == viewer.id
