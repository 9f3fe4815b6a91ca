"""Topics and boards as places that can be followed."""
from collections.abc import Collection

from sqlalchemy import and_, select
from sqlalchemy.orm import joinedload

from peoplehub.accounts.followed_places import News, Place, PlaceKind
from peoplehub.accounts.following import NEW
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import Post, Topic
from peoplehub.forum.queries import boards_for
from peoplehub.forum.queries.topics import NOT_MUTED
from peoplehub.tags.models import SharedTag
from peoplehub.tags.queries import pieces_with


def find_topics(viewer: Viewer, ids: Collection[int]) -> dict[int, Place]:
    rows = db.session.scalars(Topic.readable(viewer).where(Topic.id.in_(ids)).options(
        joinedload(Topic.author)))
    return {topic.id: Place(topic.marked_title, topic.address) for topic in rows}


def find_boards(viewer: Viewer, ids: Collection[int]) -> dict[int, Place]:
    return {board.id: Place(board.name, board.address)
            for board, _ in boards_for(viewer) if board.id in ids}


def replies_in(topic_id: int) -> News:
    which = and_(Post.topic_id == topic_id, Post.number > 1)
    return News(Post, which, Post.published_at, "replied")


def topics_in(board_id: int) -> News:
    here = select(Topic.id).where(Topic.board_id == board_id, NOT_MUTED)
    which = and_(Post.number == 1, Post.topic_id.in_(here))
    return News(Post, which, Post.published_at, NEW)


def find_tags(_viewer: Viewer, ids: Collection[int]) -> dict[int, Place]:
    """Everybody may come to a tag."""
    rows = db.session.scalars(select(SharedTag).where(
        SharedTag.id.in_(ids), SharedTag.merged_into_id.is_(None)))
    return {tag.id: Place(tag.name, tag.address) for tag in rows}


def topics_with(tag_id: int) -> News:
    (with_it,) = pieces_with(Topic.kind, [tag_id])
    those = select(Topic.id).where(Topic.id.in_(with_it), NOT_MUTED)
    return News(Post, and_(Post.number == 1, Post.topic_id.in_(those)), Post.published_at, NEW)


FOLLOWED_PLACES = {
    "topic": PlaceKind("Topic", "Every answer", find_topics, replies_in),
    "board": PlaceKind("Board", "Every new topic", find_boards, topics_in),
    SharedTag.kind: PlaceKind("Tag", "Every new topic", find_tags, topics_with),
}
