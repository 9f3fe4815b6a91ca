"""How many e-mails a week each choice would have meant for one member in the last four weeks."""
from datetime import datetime, timedelta

from sqlalchemy import select

from peoplehub.accounts import email_kinds, email_times
from peoplehub.accounts.choices import WEEKDAYS, WEEKLY_ON
from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.core.formatting import count
from peoplehub.core.viewers import Viewer
from peoplehub.messages.models import Message, Participant
from peoplehub.notifications import queries
from peoplehub.notifications.models import Notification
from peoplehub.notifications.notify import FOLLOWED, IMPORTANT

WEEKS = 4
MOST_COUNTED = 2000  # messages


def emails_a_week(viewer: Viewer) -> dict[str, int]:
    """A choice → e-mails a week, rounded: each is at least as many as the one before. Each new
    notice of a kind that comes by e-mail is one, and so is each day of a conversation; the weekly
    one comes in weeks with something new in what they follow."""
    now = clock.now()
    told = _told(viewer, now - timedelta(weeks=WEEKS))
    messages = _messages(viewer, now - timedelta(weeks=WEEKS))
    important = messages + sum(what in IMPORTANT for what, _ in told)
    followed = [at for what, at in told if what in FOLLOWED]
    weeks = len({(now - at).days // 7 for at in followed})
    return {"none": 0, "important": round(important / WEEKS),
            "weekly": round((important + weeks) / WEEKS),
            "everything": round((important + len(followed)) / WEEKS)}


def what_comes(viewer: User, a_week: dict[str, int]) -> str:
    """What comes to somebody by e-mail and when, in a few words, as they have chosen."""
    chosen = viewer.preferences
    preset, stopped = chosen.get("letters", "important"), email_kinds.stopped_by(chosen)
    if email_kinds.QUIET_SINCE in chosen:
        return "It is your quiet time, so no news comes by email."
    if email_kinds.RESTS in chosen:
        return "Our emails to you come back, so no news goes out."
    if preset == "none" or {email_kinds.MESSAGES, email_kinds.NOTICES} <= set(stopped):
        return "No emails about the community come to you."
    number = a_week.get(preset, 0)
    many = f"About {count(number, 'email')} a week" if number else "Less than one email a week"
    comes = "come" if number > 1 else "comes"
    day = WEEKDAYS[chosen.get("weekly_on", WEEKLY_ON)] if preset == "weekly" else ""
    said = f"{many} {comes} to you{f', with a weekly one on {day}s' if day else ''}."
    return f"{said} {email_times.words_of_times(chosen, clock.now())}".strip()


def _told(viewer: Viewer, since: datetime) -> list[tuple[str, datetime]]:
    mine = db.session.execute(select(
        Notification.what, Notification.thread, Notification.at).where(
        Notification.user_id == viewer.id, Notification.at > since)).all()
    own = queries.own_topics([(viewer.id or 0, thread) for _, thread, _ in mine])
    return [("answered" if what == "replied" and (viewer.id, thread) in own else what, at)
            for what, thread, at in mine]


def _messages(viewer: Viewer, since: datetime) -> int:
    theirs = select(Participant.conversation_id).where(
        Participant.user_id == viewer.id, Participant.muted_at.is_(None))
    came = select(Message.conversation_id, Message.published_at).where(
        Message.conversation_id.in_(theirs), Message.author_id != viewer.id,
        Message.published_at > since)
    rows = db.session.execute(came.limit(MOST_COUNTED))
    return len({(conversation_id, at.date()) for conversation_id, at in rows if at})
