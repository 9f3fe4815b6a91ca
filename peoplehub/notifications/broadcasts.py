"""Open pages hear how many new things wait for their person."""
from collections.abc import Iterable

from sqlalchemy import select

from peoplehub.accounts.models import User
from peoplehub.blogs.models import Comment
from peoplehub.core import counts
from peoplehub.core.channels import send_to
from peoplehub.core.extensions import db
from peoplehub.forum.models import Post
from peoplehub.notifications import queries
from peoplehub.notifications.events import NotificationsRead


def count_again(event: NotificationsRead) -> None:
    _count([event.person_id])


def count_for_post(event) -> None:
    _count(queries.told_of(Post.kind, event.post_id))


def count_for_comment(event) -> None:
    _count(queries.told_of(Comment.kind, event.comment_id))


def count_for_piece(event) -> None:
    """After moderation: those who were told of the piece, its writer among them."""
    _count(queries.told_of(event.kind, event.piece_id))


def _count(user_ids: Iterable[int]) -> None:
    for person in db.session.scalars(select(User).where(User.id.in_(list(user_ids)))):
        send_to([person.id], "notifications:counted", counts.waiting_for(person))
