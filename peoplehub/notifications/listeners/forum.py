"""Taking notices away when a topic or a board is for others than before."""
from sqlalchemy import select

from peoplehub.accounts.models import User
from peoplehub.core.extensions import db
from peoplehub.forum.events import BoardAudienceChanged, TopicMoved
from peoplehub.forum.models import Board, Post, Topic
from peoplehub.notifications.models import Notification
from peoplehub.notifications.notify import withdraw_letters


def forget_where_closed(event: TopicMoved | BoardAudienceChanged) -> None:
    """A topic or a board is for others now: who may not come in any more has no trace of it."""
    posts = select(Post.id).join(Post.topic)
    if isinstance(event, TopicMoved):
        posts = posts.where(Topic.id == event.topic_id)
        board = db.session.get_one(Board, event.to_board_id)
    else:
        posts = posts.where(Topic.board_id == event.board_id)
        board = db.session.get_one(Board, event.board_id)
    told = select(Notification, User).join(User, User.id == Notification.user_id).where(
        Notification.kind == Post.kind, Notification.piece_id.in_(posts))
    gone = [notice for notice, person in db.session.execute(told)
            if board.audience not in person.audiences]
    for notice in gone:
        db.session.delete(notice)
    withdraw_letters(gone)
