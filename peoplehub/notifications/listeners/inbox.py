"""What is read elsewhere, or may not be read any more, waits in nobody's inbox."""
from collections.abc import Sequence

from sqlalchemy import and_, or_, select, update

from peoplehub.accounts.events import PersonBlocked, PersonDeclared, RoleChanged
from peoplehub.accounts.models import User
from peoplehub.blogs.events import EntryRead
from peoplehub.blogs.models import Comment, Entry
from peoplehub.core.extensions import db
from peoplehub.core.page_cache import bump_site_version
from peoplehub.forum.events import TopicRead
from peoplehub.forum.models import Post
from peoplehub.notifications import queries
from peoplehub.notifications.actions import mark_read
from peoplehub.notifications.listeners.folding import OF_FOLDING
from peoplehub.notifications.listeners.library import OF_FORMATS
from peoplehub.notifications.listeners.templates import OF_TEMPLATES
from peoplehub.notifications.models import Notification
from peoplehub.notifications.notify import withdraw_letters
from peoplehub.notifications.queries import READ_BY_SEEING


def read_with_topic(event: TopicRead) -> None:
    """Listener: what told of posts up to there is read, on whichever device they were."""
    posts = select(Post.id).where(Post.topic_id == event.topic_id, Post.number <= event.number)
    mark_read(event.person_id, Notification.what.in_(READ_BY_SEEING),
              Notification.kind == Post.kind, Notification.piece_id.in_(posts))


def read_with_entry(event: EntryRead) -> None:
    """Listener: the same of an entry and of comments below it."""
    comments = select(Comment.id).where(
        Comment.entry_id == event.entry_id, Comment.id <= event.comment_id)
    mark_read(event.person_id, Notification.what.in_(READ_BY_SEEING), or_(
        and_(Notification.kind == Entry.kind, Notification.piece_id == event.entry_id),
        and_(Notification.kind == Comment.kind, Notification.piece_id.in_(comments))))


def forget_across_block(event: PersonBlocked) -> None:
    """Listener: neither is told any more of what the other did; what was told of several people
    together names nobody."""
    one, other = event.blocker_id, event.blocked_id
    between = select(Notification).where(
        or_((Notification.user_id == one) & (Notification.actor_id == other),
            (Notification.user_id == other) & (Notification.actor_id == one)),
        Notification.what.in_(READ_BY_SEEING), Notification.read_at.is_(None))
    alone = db.session.scalars(between.where(Notification.times == 1)).all()
    ids = between.where(Notification.times > 1).with_only_columns(Notification.id)
    db.session.execute(update(Notification).where(Notification.id.in_(ids)).values(
        actor_id=None).execution_options(synchronize_session=False))
    _forget(alone)


def forget_closed(event: RoleChanged | PersonDeclared) -> None:
    """Listener: to whom something is not open any more, is not told of it."""
    waiting = db.session.scalars(select(Notification).where(
        Notification.user_id == event.person_id, Notification.read_at.is_(None),
        Notification.what.in_(READ_BY_SEEING))).all()
    person = db.session.get_one(User, event.person_id)
    pieces = queries.pieces_of(person, waiting) if waiting else {}
    _forget([one for one in waiting if (one.kind, one.piece_id) not in pieces])


def _forget(notices: Sequence[Notification]) -> None:
    for notice in notices:
        db.session.delete(notice)
    withdraw_letters(notices)


OF_INBOX: dict = {
    **OF_FOLDING, **OF_FORMATS, **OF_TEMPLATES,
    TopicRead: [read_with_topic], EntryRead: [read_with_entry],
    PersonBlocked: [forget_across_block], PersonDeclared: [forget_closed, bump_site_version],
}
