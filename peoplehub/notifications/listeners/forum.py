"""Taking notices away when a topic or a board is for others than before."""
from sqlalchemy import ColumnElement, Select, and_, not_, select

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
    TopicMoved,
    TopicTagged,
)
from peoplehub.forum.models import Board, BoardRequest, Post, Topic
from peoplehub.notifications.models import Notification
from peoplehub.notifications.notify import notify, withdraw_letters

LONGEST = 599  # characters of a notice


def forget_where_closed(event: TopicMoved | BoardAudienceChanged) -> None:
    """A topic or a board is for others now: who may not come in any more has no trace of it."""
    posts = select(Post.id).join(Post.topic)
    if isinstance(event, TopicMoved):
        posts = posts.where(Topic.id == event.topic_id)
        board = db.session.get_one(Board, event.to_board_id)
    else:
        posts = posts.where(Topic.board_id == event.board_id)
        board = db.session.get_one(Board, event.board_id)
    _forget(select(Notification).join(User, User.id == Notification.user_id).where(
        _of_these(posts), not_(User.is_in(board.audience))))


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
