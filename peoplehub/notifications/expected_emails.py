"""How many e-mails a week each choice would have meant for one member in the last four weeks."""
from datetime import datetime, timedelta

from sqlalchemy import select

from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import Topic
from peoplehub.messages.models import Message, Participant
from peoplehub.notifications.models import Notification
from peoplehub.notifications.notify import BY_LETTER

WEEKS = 4
MOST_COUNTED = 2000  # messages


def emails_a_week(viewer: Viewer) -> dict[str, int]:
    """A choice → e-mails a week, rounded. Each new notice of a kind that comes by e-mail is
    one, and so is each day of a conversation."""
    since = clock.now() - timedelta(weeks=WEEKS)
    told = [*_told(viewer, since), *["message"] * _messages(viewer, since)]
    a_week = {choice: round(sum(what in kinds for what in told) / WEEKS)
              for choice, kinds in BY_LETTER.items()}
    return a_week | {"weekly": a_week["weekly"] + 1}


def _told(viewer: Viewer, since: datetime) -> list[str]:
    mine = db.session.execute(select(Notification.what, Notification.thread).where(
        Notification.user_id == viewer.id, Notification.at > since)).all()
    topics = {int(thread.split()[1]) for what, thread in mine if _is_topic(what, thread)}
    own = set(db.session.scalars(select(Topic.id).where(
        Topic.author_id == viewer.id, Topic.id.in_(topics)))) if topics else set()
    return ["answered" if _is_topic(what, thread) and int(thread.split()[1]) in own else what
            for what, thread in mine]


def _is_topic(what: str, thread: str) -> bool:
    return what == "replied" and thread.startswith("topic ")


def _messages(viewer: Viewer, since: datetime) -> int:
    theirs = select(Participant.conversation_id).where(
        Participant.user_id == viewer.id, Participant.muted_at.is_(None))
    came = select(Message.conversation_id, Message.published_at).where(
        Message.conversation_id.in_(theirs), Message.author_id != viewer.id,
        Message.published_at > since)
    rows = db.session.execute(came.limit(MOST_COUNTED))
    return len({(conversation_id, at.date()) for conversation_id, at in rows if at})
