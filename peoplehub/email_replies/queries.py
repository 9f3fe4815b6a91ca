"""Reply addresses by their token, and the replies that are held for somebody."""
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select

from peoplehub.accounts.models import User
from peoplehub.accounts.tokens import hash_of
from peoplehub.core import clock
from peoplehub.core.audiences import is_within
from peoplehub.core.errors import NotFound, found
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.core.viewers import Viewer
from peoplehub.email_replies.models import HeldReply, ReplyAddress
from peoplehub.forum.models import Alias, Post, Topic
from peoplehub.forum.policy import may_reply
from peoplehub.messages.models import Conversation

MOST_HELD = 20  # of one person
TOLD_EVERY = timedelta(days=1)  # that no more are kept


def reply_address_of(token: str) -> ReplyAddress | None:
    return db.session.scalar(select(ReplyAddress).where(ReplyAddress.token_hash == hash_of(token)))


def conversation_of(address: ReplyAddress) -> Conversation:
    return db.session.get_one(Conversation, found(address.conversation_id))


def topic_to_answer(person: User, topic_id: int) -> Topic | None:
    """None where they may not reply, or not read it any more."""
    topic = db.session.scalar(Topic.readable(person).where(Topic.id == topic_id))
    return topic if topic is not None and may_reply(person, topic) else None


def ways_of_writing(person: User, topic_id: int) -> set[bool]:
    """Whether what they have written in the topic is unnamed: neither, one, or both. Unnamed also
    when those posts stand in another topic now: their alias stays."""
    own = select(Post.alias.is_not(None)).where(
        Post.author_id == person.id, Post.topic_id == topic_id).distinct()
    has_alias = db.session.get(Alias, (topic_id, person.id)) is not None
    return set(map(bool, db.session.scalars(own))) | ({True} if has_alias else set())


def topic_of_draft(topic_id: int) -> int:
    """In whose reply box a draft for a topic waits: of the one with which it was joined, where
    nobody else reads it."""
    topic = db.session.get_one(Topic, topic_id)
    into = db.session.get(Topic, topic.merged_into_id) if topic.merged_into_id else None
    if into is None or not is_within(into.board.audience, topic.board.audience):
        return topic_id
    return into.id


def held_reply_for(viewer: Viewer, held_id: int) -> HeldReply:
    """One's own. Raises NotFound."""
    held = db.session.get(HeldReply, held_id)
    if held is None or viewer.id is None or held.user_id != viewer.id:
        raise NotFound()
    return held


def held_replies_of(viewer: Viewer) -> Sequence[HeldReply]:
    newest = select(HeldReply).where(HeldReply.user_id == viewer.id).order_by(HeldReply.id.desc())
    return db.session.scalars(newest.limit(MOST_HELD)).all()


def count_held(person_id: int) -> int:
    held = select(func.count(HeldReply.id)).where(HeldReply.user_id == person_id)
    return db.session.scalar(held) or 0


def is_held(person_id: int, email_hash: str) -> bool:
    same = select(HeldReply.id).where(HeldReply.user_id == person_id,
                                      HeldReply.email_hash == email_hash)
    return db.session.scalar(same) is not None


def was_written_about(about: str) -> bool:
    """Whether a letter about it was written within a day."""
    lately = select(Email.id).where(Email.about == about,
                                    Email.written_at > clock.now() - TOLD_EVERY)
    return db.session.scalar(lately.limit(1)) is not None
