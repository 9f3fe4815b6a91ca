"""Followers of topics: for listeners only, never shown as a list."""
from sqlalchemy import Integer, bindparam, select

from peoplehub.accounts.models import User, blocked_either_way
from peoplehub.core.extensions import db
from peoplehub.core.recipients import Recipients
from peoplehub.forum.models import Board, Following, Post, Topic

BESIDES = bindparam("besides", type_=Integer)
FOLLOWERS = (
    select(User, Board.audience)
    .join(Following, Following.user_id == User.id)
    .join(Topic, Topic.id == Following.topic_id)
    .join(Topic.board)
    .where(Topic.id == bindparam("topic_id"), User.confirmed_at.is_not(None), User.id != BESIDES)
    .where(User.id.not_in(blocked_either_way(bindparam("blocks", type_=Integer))))
)


def followers_of(topic_id: int, besides: int | None = None, named: bool = True) -> list[User]:
    """Who is told of a new reply: followers who may still enter the board. `besides` wrote it:
    neither they nor anyone blocked between them is told. Unless `named`: who could hear nothing
    only of a person they block would know who wrote it."""
    asked = {"topic_id": topic_id, "besides": besides or 0, "blocks": (besides or 0) * named}
    found = db.session.execute(FOLLOWERS, asked)
    return [person for person, audience in found if audience in person.audiences]


def followers_to_tell(post: Post, is_new: bool) -> list[Recipients]:
    """Who is told of a new reply; the one who asked, as of an answer."""
    if post.is_question or not is_new:
        return []
    followers = followers_of(post.topic_id, post.author_id, not post.anonymous)
    everyone, thread = {person.id for person in followers}, f"topic {post.topic_id}"
    asker = {post.topic.author_id} & everyone
    return [Recipients(asker, "replied", thread, letter="answered"),
            Recipients(everyone - asker, "replied", thread)]


def names_in(viewer, topic, how_many: int = 300) -> list[User]:
    """Whom the viewer may call by name in a topic: those who write there under their own."""
    named = select(Post.author_id).where(
        Post.topic_id == topic.id, Post.alias.is_(None), Post.is_out()
    )
    people = User.readable(viewer).where(User.id.in_(named), User.id != viewer.id)
    return list(db.session.scalars(people.order_by(User.slug).limit(how_many)))
