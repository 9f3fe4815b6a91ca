"""Tables of posts that moderators moved to another topic: each move, and where each post stood."""
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model


class PostMove(Model):
    """So many posts went from one topic to another, together. Why is in the audit record."""

    id: Mapped[int] = mapped_column(primary_key=True)
    from_topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"), index=True)
    to_topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"), index=True)
    moderator_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    posts: Mapped[int]
    moved_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)


class MovedPost(Model):
    """Where a post stood before: under this number of this topic, which no other gets, and under
    this alias if it was unnamed."""

    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    move_id: Mapped[int] = mapped_column(ForeignKey("post_move.id"), index=True)
    alias: Mapped[int | None]
