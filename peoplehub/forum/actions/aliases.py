"""Aliases of anonymous authors: all that somebody writes unnamed in one topic is by the same
"Anonymous 2"."""
from sqlalchemy import Select, func, select

from peoplehub.accounts.models import User
from peoplehub.core.acts import save
from peoplehub.core.extensions import db
from peoplehub.forum.models import Alias, MovedPost, Post, Topic


def alias_of(author: User, topic: Topic) -> int:
    """The number under which this person writes unnamed in a locked topic: the same one each time.
    Only within an act."""
    if kept := db.session.get(Alias, (topic.id, author.id)):
        return kept.number
    return save(Alias(topic_id=topic.id, user_id=author.id, number=free_number(topic))).number


def free_number(topic: Topic) -> int:
    """The next number that nobody has or had there, also of posts that were moved from another
    topic, or were there and may come back."""
    numbers: list[Select] = [select(func.max(Alias.number)).where(Alias.topic_id == topic.id)]
    if topic.has_moves:
        numbers += [select(func.max(Post.alias)).where(Post.topic_id == topic.id),
                    select(func.max(MovedPost.alias)).where(MovedPost.topic_id == topic.id)]
    return max(db.session.scalar(number) or 0 for number in numbers) + 1
