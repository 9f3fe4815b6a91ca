"""Asking to hear of new replies, and asking no more."""
from peoplehub.accounts.models import User
from peoplehub.core.acts import act, announce
from peoplehub.core.errors import require
from peoplehub.core.extensions import db
from peoplehub.forum import policy
from peoplehub.forum.counters import locked
from peoplehub.forum.events import TopicFollowed, TopicUnfollowed
from peoplehub.forum.models import Following, Topic


@act
def follow(person: User, topic: Topic) -> None:
    topic = locked(topic.id)
    require(policy.may_follow(person, topic), "This topic is not open to you.")
    if db.session.get(Following, (topic.id, person.id)) is None:
        start_following(person, topic)


@act
def unfollow(person: User, topic: Topic) -> None:
    if following := db.session.get(Following, (topic.id, person.id)):
        db.session.delete(following)
        announce(TopicUnfollowed(topic.id, person.id))


def start_following(person: User, topic: Topic) -> None:
    """Of a topic that they do not follow yet."""
    db.session.add(Following(topic_id=topic.id, user_id=person.id))
    announce(TopicFollowed(topic.id, person.id))
