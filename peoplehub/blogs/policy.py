"""Permissions on blogs. Predicates only: nothing here changes anything."""
from peoplehub.accounts.policy import may_write
from peoplehub.accounts.queries import are_blocked
from peoplehub.blogs.models import Comment, Entry
from peoplehub.core.viewers import Viewer


def may_start(viewer: Viewer) -> bool:
    """Everyone who may write has a blog: families, newcomers and professionals."""
    return may_write(viewer)


def may_change(viewer: Viewer, entry: Entry) -> bool:
    if not may_write(viewer):
        return False
    return entry.author_id == viewer.id and entry.deleted_at is None


def may_comment(viewer: Viewer, entry: Entry) -> bool:
    """Visitors and members comment on shown entries that take comments, unless one has blocked the
    other."""
    if not (entry.is_shown and entry.comments_open):
        return False
    if entry.audience not in viewer.audiences:
        return False
    if viewer.id is None:
        return True
    if not may_write(viewer):
        return False
    return entry.author_id == viewer.id or not are_blocked(viewer.id, entry.author_id)


def may_change_comment(viewer: Viewer, comment: Comment) -> bool:
    if not may_write(viewer):
        return False
    return comment.author_id == viewer.id and comment.deleted_at is None
