"""Who may have been fooled by an account: for the lead who has its case."""
from sqlalchemy import Select, select, union
from sqlalchemy.orm import aliased

from peoplehub.accounts.models import User
from peoplehub.blogs.models import Comment, Entry
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import Post, Topic
from peoplehub.messages.models import Participant
from peoplehub.safeguarding import policy
from peoplehub.safeguarding.models import DECEIVED, SafeguardingCase

SHOWN = 200


def wrote_with(viewer: Viewer, case: SafeguardingCase) -> list[User]:
    """Everybody who has a conversation with whom the case is about, or answered what they began in
    the forum or a blog under their own name. No word of it, and nothing of who wrote without a
    name. Raises NotFound for everybody but the lead who has the case."""
    if not policy.may_work_on(viewer, case):
        raise NotFound()
    if case.reason != DECEIVED or case.about_id is None or case.unnamed:
        return []
    ids = union(_in_conversations(case.about_id), _in_topics(case.about_id),
                _in_comments(case.about_id)).subquery()
    people = select(User).where(User.id.in_(select(ids)), User.id.not_in(
        [case.about_id, viewer.id]), User.confirmed_at.is_not(None))
    return list(db.session.scalars(people.order_by(User.pen_name).limit(SHOWN)))


def _in_conversations(person_id: int) -> Select:
    theirs = aliased(Participant)
    return select(Participant.user_id).join(
        theirs, theirs.conversation_id == Participant.conversation_id).where(
        theirs.user_id == person_id)


def _in_topics(person_id: int) -> Select:
    """Under their own names, in topics whose first post is this person's under theirs."""
    first = aliased(Post)
    return select(Post.author_id).join(Topic, Topic.id == Post.topic_id).join(
        first, (first.topic_id == Topic.id) & (first.number == 1)).where(
        first.author_id == person_id, first.alias.is_(None), Post.alias.is_(None))


def _in_comments(person_id: int) -> Select:
    return select(Comment.author_id).join(Entry, Entry.id == Comment.entry_id).where(
        Entry.author_id == person_id, Comment.author_id.is_not(None))
