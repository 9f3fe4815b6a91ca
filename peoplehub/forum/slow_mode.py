"""Slow mode: how long one person waits between two replies to one topic. Asked within the act,
under the lock of the topic, so that of several replies at once one is first."""
from datetime import timedelta

from sqlalchemy import func, select

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting
from peoplehub.core.errors import Invalid
from peoplehub.core.extensions import db
from peoplehub.forum.models import Post, Topic
from peoplehub.forum.reply_rules import in_words, slow_minutes

TOO_SOON = (
    "This topic is slow: {}, so that everybody can follow it. You can send your next reply {}. "
    "What you typed is safe."
)


def ask(author: User, topic: Topic) -> None:
    """Raises Invalid until the time is over since their last reply, also one that they deleted.
    Moderators need not wait."""
    minutes = slow_minutes(topic)
    if not minutes or author.is_moderator:
        return
    last = db.session.scalar(select(func.max(Post.published_at)).where(
        Post.topic_id == topic.id, Post.author_id == author.id, Post.number > 1))
    if last is None:
        return
    free_at = last + timedelta(minutes=minutes)
    if free_at > clock.now():
        raise Invalid(TOO_SOON.format(in_words(minutes), formatting.coming(free_at)), "text")
