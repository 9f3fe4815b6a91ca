"""Who may say something to posts with one tap."""
from peoplehub.accounts.policy import may_write
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models.protocols import TopicColumns
from peoplehub.forum.policy.topics import may_see


def may_react(viewer: Viewer, topic: TopicColumns) -> bool:
    """To posts of others in this topic."""
    return may_write(viewer) and may_see(viewer, topic) and topic.listed and not topic.is_closed
