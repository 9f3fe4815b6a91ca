"""Queries of posts that were moved: where they went, and what a topic says of it."""
import re
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import or_, select

from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import PAGE_SIZE, MovedPost, Post, PostMove, Topic
from peoplehub.forum.models.protocols import TopicColumns

MOST_NOTES = 20
TOPIC_IN = re.compile(r"(?:.*/forum/topics/)?(\d{1,9})(?:\D.*)?", re.S)


class MoveNote(NamedTuple):
    """So many posts came to a topic, or went from it. `other`: the other topic, where the viewer
    may read it."""

    came: bool
    posts: int
    moved_at: datetime
    other: Topic | None


def moves_of(viewer: Viewer, topic: TopicColumns) -> list[MoveNote]:
    """The newest first."""
    about = or_(PostMove.from_topic_id == topic.id, PostMove.to_topic_id == topic.id)
    rows = db.session.scalars(
        select(PostMove).where(about).order_by(PostMove.id.desc()).limit(MOST_NOTES)).all()
    others = {row.from_topic_id for row in rows} | {row.to_topic_id for row in rows}
    found = db.session.scalars(Topic.readable(viewer).where(Topic.id.in_(others - {topic.id})))
    known = {other.id: other for other in found}
    return [MoveNote(row.to_topic_id == topic.id, row.posts, row.moved_at, known.get(
        row.from_topic_id if row.to_topic_id == topic.id else row.to_topic_id)) for row in rows]


def moved_between(viewer: Viewer, topic: TopicColumns, first: int,
                  last: int) -> list[tuple[int, Post | None]]:
    """Of the numbers from `first` to `last` those whose posts were moved, in order, each with the
    post, where the viewer may read it."""
    rows = db.session.execute(select(MovedPost.number, MovedPost.post_id).where(
        MovedPost.topic_id == topic.id, MovedPost.number.between(first, last),
    ).order_by(MovedPost.number)).all()
    posts = Post.readable(viewer).where(Post.id.in_([row.post_id for row in rows]))
    known = {post.id: post for post in db.session.scalars(posts)} if rows else {}
    return [(row.number, known.get(row.post_id)) for row in rows]


def merged_topic_for(viewer: Viewer, topic_id: int) -> Topic:
    """The topic to which all posts of another one went. Raises NotFound."""
    into = select(Topic.merged_into_id).where(Topic.id == topic_id).scalar_subquery()
    topic = db.session.scalar(Topic.readable(viewer).where(Topic.id == into))
    if topic is None:
        raise NotFound()
    return topic


def numbers_after_merge(topic_id: int) -> dict[int, int]:
    """By the numbers that posts had in a topic, those that they have in the one with which it was
    joined."""
    rows = select(MovedPost.number, Post.number).join(Post, Post.id == MovedPost.post_id).join(
        Topic, Topic.id == MovedPost.topic_id).where(
        MovedPost.topic_id == topic_id, Post.topic_id == Topic.merged_into_id)
    return {before: now for before, now in db.session.execute(rows)}


def audience_before(topic_id: int) -> str:
    """Who could read a topic that was joined with another."""
    return db.session.get_one(Topic, topic_id).board.audience


def moved_address(viewer: Viewer, topic_id: int, page: int) -> str | None:
    """Where the first post of a page of a topic stands now that was moved from there, if the viewer
    may read any of them."""
    moved = select(MovedPost.post_id).where(
        MovedPost.topic_id == topic_id, MovedPost.number > (page - 1) * PAGE_SIZE,
    ).order_by(MovedPost.number).limit(1).scalar_subquery()
    post = db.session.scalar(Post.readable(viewer).where(Post.id == moved))
    return post.address if post else None


def topic_of_words(viewer: Viewer, words: str) -> Topic | None:
    """The topic whose address, or number, somebody typed or pasted, if they may read it."""
    found = TOPIC_IN.fullmatch(words.strip())
    if found is None:
        return None
    return db.session.scalar(Topic.readable(viewer).where(
        Topic.id == min(int(found[1]), 2**31 - 1)))
