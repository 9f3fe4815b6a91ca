"""Replying to a topic. The reply, the counters of the topic and following it are one act."""
from sqlalchemy import BindParameter, and_, bindparam, select
from sqlalchemy.orm import contains_eager, undefer

from peoplehub.accounts import following
from peoplehub.accounts.models import Following, User
from peoplehub.accounts.queries import slugs_mentioned
from peoplehub.core import clock, limits, publications
from peoplehub.core.acts import act
from peoplehub.core.column_queries import loaded_id
from peoplehub.core.database import FOR_NO_KEY_UPDATE, is_postgresql
from peoplehub.core.errors import Invalid, NotFound, found, require
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import deduplicated
from peoplehub.core.piece_files import Files
from peoplehub.core.prerendering import prerendered
from peoplehub.core.row_writes import insert_row, update_row
from peoplehub.core.text import has_content
from peoplehub.forum import policy, slow_mode
from peoplehub.forum.actions.aliases import alias_of
from peoplehub.forum.answers import QUOTES, keep_links, shown_id
from peoplehub.forum.models import Post, Topic

CANNOT_WRITE = "This is not open to you for writing just now."
LOCKED = "This topic is closed, so no more replies can be added. You can start a new topic."
AUTHOR: BindParameter[int] = bindparam("author_id")
TOPIC: BindParameter[int] = bindparam("topic_id")
LOCK = select(Topic.id).where(Topic.id == TOPIC).with_for_update(**FOR_NO_KEY_UPDATE)
FOR_AUTHOR = (
    select(Topic, User, Following.since)
    .join(Topic.board).join(User, User.id == AUTHOR)
    .outerjoin(Following, and_(Following.kind == Topic.kind, Following.place_id == Topic.id,
                               Following.user_id == AUTHOR))
    .options(contains_eager(Topic.board), undefer(User.own_audiences))
    .where(Topic.id == TOPIC)
    .execution_options(populate_existing=True)
)


@act(turn=lambda _author, topic, *_words, **_more: f"topic {loaded_id(topic)}")
@deduplicated
@prerendered(Post, slugs_mentioned)
def reply(author: User, topic: Topic | int, text: str, anonymous: bool = False,
          made_with_ai: bool = False, files: Files = (), answers: int | None = None,
          note: str = "") -> Post:
    """Reply to a topic (the row or its id), or to its post with the number `answers`. Returns the
    post, which may be held. Raises NotFound when the author may not see the topic, Forbidden when
    they may not reply, TooMany over the rate limit, Invalid for an empty text and a topic that is
    closed or slow."""
    topic, is_following = locked_for(author, loaded_id(topic))
    require(policy.may_reply(author, topic), LOCKED if topic.is_closed else CANNOT_WRITE,
            "text" if topic.is_closed else None)
    if topic.slow_minutes or topic.board.slow_minutes:
        slow_mode.ask(author, topic)
    limits.ask("reply", author.id)
    post = new_post(author, topic, text, anonymous, made_with_ai, note)
    post.reply_to_id = shown_id(author, topic, answers) if answers else None
    post.keep_files(files)
    if not is_following:
        following.start(author, Topic.kind, topic.id)
    _count(topic, post)
    insert_row(post)
    if post.reply_to_id or QUOTES in post.text:
        keep_links(post)
    return publications.publish(author, post)


def new_post(author: User, topic: Topic, text: str, anonymous: bool, made_with_ai: bool,
             note: str = "") -> Post:
    """The next post of a locked topic, not saved yet. Raises Invalid when `text` shows nothing."""
    if not has_content(text):
        raise Invalid("Write a few words first.", "text")
    post = Post(topic_id=topic.id, number=topic.last_number + 1, author_id=author.id,
                published_at=clock.now(), made_with_ai=made_with_ai, note=note)
    post.alias = alias_of(author, topic) if anonymous else None
    post.write(text, slugs_mentioned(text))
    return post


def locked_for(author: User, topic_id: int) -> tuple[Topic, bool]:
    """The topic, locked and read again, with its board and its author, and whether they follow it.
    It is locked before anything is read: a board that is joined to a topic that is locked would be
    as it was before the wait, and its audience may be another since. Raises NotFound."""
    if is_postgresql():
        db.session.execute(LOCK, {"topic_id": topic_id})
    asked = {"topic_id": topic_id, "author_id": loaded_id(author)}
    found = db.session.execute(FOR_AUTHOR, asked).first()
    if found is None or not policy.may_see(author, found.Topic):
        raise NotFound()
    return found.Topic, found.since is not None


def _count(topic: Topic, reply: Post) -> None:
    """One more reply. Should a listener hold it, the whole topic is counted again (`counters`)."""
    update_row(topic, last_number=reply.number, reply_count=topic.reply_count + 1,
               last_reply_at=found(reply.published_at), **topic.touched(),
               last_reply_by_id=None if reply.anonymous else reply.author_id)
