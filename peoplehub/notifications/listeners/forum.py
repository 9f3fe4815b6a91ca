"""Taking notices away when a topic or a board is for others than before."""
from sqlalchemy import ColumnElement, Select, and_, not_, select, update

from peoplehub.accounts import following
from peoplehub.accounts.models import User
from peoplehub.core.events import Event
from peoplehub.core.extensions import db
from peoplehub.core.text import excerpt
from peoplehub.forum.events import (
    BoardAudienceChanged,
    BoardJoinDecided,
    BoardLeft,
    BoardMemberAdded,
    BoardMemberRemoved,
    BoardQuestionAsked,
    PostsMoved,
    TopicMoved,
    TopicTagged,
)
from peoplehub.forum.models import Board, BoardRequest, MovedPost, Post, Topic
from peoplehub.notifications.models import Notification
from peoplehub.notifications.notify import notify, withdraw_letters

NOT_FOR_YOU = (
    "What you wrote is in a board now that is not open to you. If you would like to have it "
    "deleted, please write to the team."
)
LONGEST = 599  # characters of a notice


def follow_move(event: TopicMoved | PostsMoved) -> None:
    """Listener: who may not come to the new place has no trace of it. Of posts that went to another
    topic their writers, and who follows the topic that they left, are told once."""
    if isinstance(event, TopicMoved):
        _forget_in(Topic.id == event.topic_id, db.session.get_one(Board, event.to_board_id))
        return
    topic = db.session.get_one(Topic, event.to_topic_id)
    _forget_in(Topic.id == topic.id, topic.board)
    moved = select(MovedPost.post_id).where(MovedPost.move_id == event.move_id)
    db.session.execute(update(Notification).where(
        Notification.kind == Post.kind, Notification.piece_id.in_(moved),
        Notification.card == f"topic {event.from_topic_id}").values(
        card=f"topic {topic.id}").execution_options(synchronize_session=False))
    _tell_of_posts(event, topic)


def forget_where_closed(event: BoardAudienceChanged) -> None:
    """A board is for others now: who may not come in any more has no trace of it."""
    _forget_in(Topic.board_id == event.board_id, db.session.get_one(Board, event.board_id))


def _forget_in(topics: ColumnElement[bool], board: Board) -> None:
    posts = select(Post.id).join(Post.topic).where(topics)
    _forget(select(Notification).join(User, User.id == Notification.user_id).where(
        _of_these(posts), not_(User.is_in(board.audience))))


def _tell_of_posts(event: PostsMoved, topic: Topic) -> None:
    moved = select(MovedPost.post_id).where(MovedPost.move_id == event.move_id)
    written = select(Post.author_id).where(Post.id.in_(moved), Post.author_id.is_not(None))
    writers = {author_id for author_id in db.session.scalars(written.distinct()) if author_id}
    inside = set(db.session.scalars(
        select(User.id).where(User.id.in_(writers), User.is_in(topic.board.audience))))
    heard = following.followers_of(Topic.kind, event.from_topic_id, topic.board.audience)
    first = db.session.scalar(select(Post.id).where(Post.id.in_(moved)).order_by(Post.number))
    for people, words in ((inside | heard, ""), (writers - inside, NOT_FOR_YOU)):
        notify(people - {event.moderator_id}, "moved", f"topic {topic.id}", Post.kind, first or 0,
               named=False, words=words, by_letter=False)


def forget_for_one(event: BoardMemberAdded | BoardMemberRemoved | BoardLeft) -> None:
    """Somebody is not in a board any more: they have no trace of what is written there."""
    if isinstance(event, BoardMemberAdded):
        return
    posts = select(Post.id).join(Post.topic).where(Topic.board_id == event.board_id)
    _forget(select(Notification).where(
        _of_these(posts), Notification.user_id == event.person_id))


def tell_of_board(event: Event) -> None:
    """Listener: what the team decided about somebody who asked, and why somebody is in, or not in
    any more, by the team's doing."""
    if isinstance(event, BoardJoinDecided):
        asked = db.session.get_one(BoardRequest, event.request_id)
        _tell(asked.user_id, f"board-{event.outcome}", asked.board, f"request {asked.id}",
              asked.id, asked.words)
    elif isinstance(event, BoardQuestionAsked):
        asked = db.session.get_one(BoardRequest, event.request_id)
        _tell(asked.user_id, "board-question", asked.board, f"request {asked.id} question",
              asked.id, asked.notes[-1].text)
    elif isinstance(event, BoardMemberAdded | BoardMemberRemoved):
        board = db.session.get_one(Board, event.board_id)
        what, why = ("board-removed", event.reason) if isinstance(
            event, BoardMemberRemoved) else ("board-accepted", "")
        _tell(event.person_id, what, board, f"board {board.id}", board.id, why)


def _tell_of_tags(event: TopicTagged) -> None:
    """Whoever began the topic, unless it is the moderator."""
    topic = db.session.get_one(Topic, event.topic_id)
    if topic.author_id and topic.author_id != event.moderator_id:
        first = db.session.scalars(
            select(Post).where(Post.topic_id == topic.id, Post.number == 1)).one()
        notify([topic.author_id], "tagged", f"topic {topic.id} tags", Post.kind, first.id,
               named=False)


def _tell(person_id: int, what: str, board: Board, thread: str, about_id: int,
          words: str = "") -> None:
    notify([person_id], what, thread, BoardRequest.kind, about_id, named=False,
           words=excerpt(f"{board.name}. {words}".strip(), LONGEST))


def _of_these(posts: Select) -> ColumnElement[bool]:
    return and_(Notification.kind == Post.kind, Notification.piece_id.in_(posts))


def _forget(those: Select) -> None:
    db.session.flush()
    gone = db.session.scalars(those).all()
    for notice in gone:
        db.session.delete(notice)
    withdraw_letters(gone)


OF_TAGS: dict = {TopicTagged: [_tell_of_tags]}
