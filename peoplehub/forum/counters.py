"""Counters of topics and boards. Derived from the posts, and can be computed again."""
from sqlalchemy import ColumnElement, bindparam, func, select, update
from sqlalchemy.orm import contains_eager

from peoplehub.core.acts import act
from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.errors import found
from peoplehub.core.event_types import AboutPiece
from peoplehub.core.events import Moderated
from peoplehub.core.extensions import db
from peoplehub.forum.models import Board, Post, ReadingMark, Topic

LOCKED = (
    select(Topic).join(Topic.board).options(contains_eager(Topic.board))
    .where(Topic.id == bindparam("topic_id"))
    .with_for_update(of=Topic, **FOR_NO_KEY_UPDATE)
    .execution_options(populate_existing=True)
)

def recount(topic: Topic) -> None:
    """Set everything derived of a topic from its posts as they are now."""
    was_listed = topic.listed
    recount_posts(topic)
    if topic.listed != was_listed:
        recount_board(topic.board_id)


def recount_posts(topic: Topic) -> None:
    """The same without its board."""
    topic.reply_count = _replies(topic)
    topic.listed = _is_listed(topic)
    topic.note = _note_of_question(topic)
    _note_last(topic)
    topic.touch()


def recount_topic_of(event: AboutPiece) -> None:
    """A listener: a piece was hidden, restored, held, released, or has another content note."""
    if event.kind != Post.kind:
        return
    db.session.flush()
    post = db.session.get(Post, event.piece_id)
    if post is not None:
        recount(locked(post.topic_id))
        if isinstance(event, Moderated) and event.outcome == "released":
            _make_new(post)


def recount_board(board_id: int) -> None:
    """Count its topics again, under its lock. It is read again, since others may have changed it
    while this waited: its count, and who may read it."""
    board = db.session.get_one(
        Board, board_id, with_for_update=FOR_NO_KEY_UPDATE, populate_existing=True
    )
    listed = select(func.count()).where(Topic.board_id == board_id, Topic.listed.is_(True))
    board.topic_count = db.session.scalar(listed) or 0


def locked(topic_id: int) -> Topic:
    """The topic as it is now; on PostgreSQL nobody else changes it until the act is over. Raises
    NotFound."""
    db.session.flush()
    return found(db.session.scalar(LOCKED, {"topic_id": topic_id}))


@act
def mend(topic_id: int) -> None:
    recount(locked(topic_id))


@act
def mend_board(board_id: int) -> None:
    recount_board(board_id)


def _make_new(post: Post) -> None:
    """It is shown only now: it is new to those who have read on below it."""
    db.session.execute(
        update(ReadingMark).where(ReadingMark.topic_id == post.topic_id,
                                  ReadingMark.number >= post.number,
                                  ReadingMark.user_id.is_distinct_from(post.author_id))
        .values(number=post.number - 1, is_whole=False),
        execution_options={"synchronize_session": False})


def _replies(topic: Topic) -> int:
    return db.session.scalar(select(func.count()).where(*_shown_replies(topic))) or 0


def _shown_replies(topic: Topic) -> tuple[ColumnElement[bool], ...]:
    return Post.topic_id == topic.id, Post.number > 1, Post.is_out()


def _is_listed(topic: Topic) -> bool:
    """While its question is shown. One taken away by its author leaves the answers standing."""
    question = db.session.scalar(select(Post).where(Post.topic_id == topic.id, Post.number == 1))
    if question is None or question.held_at or question.hidden_at:
        return False
    return question.deleted_at is None or topic.reply_count > 0


def _note_of_question(topic: Topic) -> str:
    """So that lists have it."""
    question = select(Post.note).where(Post.topic_id == topic.id, Post.number == 1)
    return db.session.scalar(question) or ""


def _note_last(topic: Topic) -> None:
    shown = select(Post).where(*_shown_replies(topic)).order_by(
        Post.published_at.desc(), Post.number.desc()).limit(1)
    last = db.session.scalar(shown)
    topic.last_reply_at = last and last.published_at or topic.started_at
    topic.last_reply_by_id = _known_author(last) if last else None


def _known_author(reply: Post) -> int | None:
    return None if reply.anonymous else reply.author_id
