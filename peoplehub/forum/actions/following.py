"""Following a topic without a reply, and no longer."""
from peoplehub.accounts import following
from peoplehub.accounts.models import User
from peoplehub.core.acts import act
from peoplehub.forum.actions.replies import locked_for
from peoplehub.forum.models import Topic


@act
def follow(person: User, topic: Topic) -> None:
    topic, is_following = locked_for(person, topic.id)
    if not is_following:
        following.start(person, Topic.kind, topic.id)


@act
def unfollow(person: User, topic: Topic) -> None:
    following.unfollow(person, Topic.kind, topic.id)
