"""Who may say that they will answer a question. Predicates only: nothing here changes anything."""
from peoplehub.accounts.policy import may_write
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import Topic
from peoplehub.forum.policy import is_askers, may_reply


def may_take(viewer: Viewer, topic: Topic) -> bool:
    return may_reply(viewer, topic) and not is_askers(viewer, topic)


def may_assign(viewer: Viewer, topic: Topic) -> bool:
    """Ask one person to see to it: the team, also for a question of one of them."""
    return viewer.is_moderator and may_reply(viewer, topic)


def may_be_offered(viewer: Viewer) -> bool:
    """Choose whether one is offered questions: not on one's own first days here."""
    return may_write(viewer) and not viewer.is_newcomer
