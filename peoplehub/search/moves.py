"""Keeping the index when a whole topic or board is read by other people than before."""
from sqlalchemy import select

from peoplehub.core.extensions import db
from peoplehub.forum.events import BoardAudienceChanged, PostsMoved, TopicMoved
from peoplehub.forum.models import Board, MovedPost, Post, Topic
from peoplehub.search.models import SearchEntry
from peoplehub.search.rows import changing, index_those


def move(event: TopicMoved | PostsMoved) -> None:
    """A topic, or some posts, stand where perhaps other people may read them."""
    if isinstance(event, PostsMoved):
        moved = select(MovedPost.post_id).where(MovedPost.move_id == event.move_id)
        index_those(Post, Post.id.in_(moved))
        return
    audience = select(Board.audience).where(Board.id == event.to_board_id).scalar_subquery()
    db.session.flush()
    here = changing().where(SearchEntry.place == f"topic {event.topic_id}")
    db.session.execute(here.values(audience=audience))


def move_board(event: BoardAudienceChanged) -> None:
    """Other people may read the whole board now."""
    db.session.flush()
    here = select(Post.id).join(Topic).where(Topic.board_id == event.board_id)
    rows = changing().where(SearchEntry.kind == Post.kind, SearchEntry.piece_id.in_(here))
    db.session.execute(rows.values(audience=event.audience))
