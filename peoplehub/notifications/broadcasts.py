"""Open pages hear how many new things wait for their person."""
from peoplehub.blogs.models import Comment
from peoplehub.core import counts
from peoplehub.forum.models import Post
from peoplehub.notifications import queries
from peoplehub.notifications.events import NotificationsRead


def count_again(event: NotificationsRead) -> None:
    counts.tell([event.person_id])


def count_for_post(event) -> None:
    counts.tell(queries.told_of(Post.kind, event.post_id))


def count_for_comment(event) -> None:
    counts.tell(queries.told_of(Comment.kind, event.comment_id))


def count_for_piece(event) -> None:
    """After moderation: those who were told of the piece, its writer among them."""
    counts.tell(queries.told_of(event.kind, event.piece_id))
