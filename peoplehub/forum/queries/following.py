"""Followers of topics: for listeners only, never shown as a list."""
from peoplehub.accounts import following
from peoplehub.core.recipients import Recipients
from peoplehub.forum.models import Post, Topic


def followers_of_topic(post: Post, is_new: bool) -> list[Recipients]:
    """Who is told of a new reply; the one who asked, as of an answer."""
    if post.is_question or not is_new:
        return []
    asker = {post.topic.author_id or 0: "answered"}
    return [Recipients(followers_of(post.topic), "replied", f"topic {post.topic_id}", asker)]


def followers_of(topic: Topic, apart_from: int | None = None) -> set[int]:
    """The ids of those who follow a topic and may enter its board; without that person, and those
    whom they block or who block them."""
    return following.followers_of(Topic.kind, topic.id, topic.board.audience, apart_from)
