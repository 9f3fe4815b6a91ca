"""Pushes that say to a member that there is something new, and not what. A round each minute looks
at what waits unread, so nobody who writes something waits for it, and what is blocked, muted,
hidden or read by now is not told: the notice, or the message, is not there either."""
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select

from peoplehub.accounts.models import Block, User
from peoplehub.core import clock, jobs
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from peoplehub.messages.models import Message, Participant
from peoplehub.notifications import queries
from peoplehub.notifications.models import Notification
from peoplehub.notifications.notify import FOLLOWED, QUIET
from peoplehub.push import delivery, kinds, outbox
from peoplehub.push.models import PushMessage, PushSubscription

NEWS = "news"
LOOKS_BACK = timedelta(days=1)  # less than a push is kept for: what is older is not told by push
APART = timedelta(minutes=30)  # two pushes to one person
PLACES = {kinds.MESSAGES: "/messages", kinds.ANSWERS: "/notifications",
          kinds.FOLLOWED: "/notifications"}


@dataclass(frozen=True)
class News:
    """The newest of what waits for somebody unread, of a kind that they ticked."""

    at: datetime
    path: str


@jobs.every(minute="*")
def tell_devices() -> None:
    """Each minute: people with devices, of what has waited for as long as an email waits."""
    if not outbox.is_on():
        return
    now = clock.now()
    people = select(User.id, User.preferences).where(
        User.id.in_(select(PushSubscription.user_id)))
    hearing = {id: heard for id, preferences in db.session.execute(people)
               if (heard := kinds.heard_now(preferences, now))}
    if found := news_for(hearing, now):
        tell(found)


@act
def tell(found: dict[int, News]) -> None:
    """One push to each device of these people, instead of one that waits. Asked under a lock of
    the devices, so that two rounds at once tell once."""
    theirs = select(PushSubscription).where(
        PushSubscription.user_id.in_(found)).order_by(PushSubscription.id).with_for_update()
    on_since: dict[int, datetime] = {}
    for device in db.session.scalars(theirs.execution_options(populate_existing=True)):
        first = on_since.get(device.user_id, device.switched_on_at)
        on_since[device.user_id] = min(first, device.switched_on_at)
    told, now = _told(found), clock.now()
    by_path: dict[str, list[int]] = defaultdict(list)
    for person_id, since in on_since.items():
        news, last = found[person_id], told.get(person_id)
        if news.at > max(since, last or since) and (last is None or last <= now - APART):
            by_path[news.path].append(person_id)
    _drop_waiting([one for people in by_path.values() for one in people])
    for path, people in sorted(by_path.items()):
        outbox.queue_push(people, NEWS, path, NEWS)


def news_for(hearing: dict[int, list[str]], now: datetime) -> dict[int, News]:
    """Of these people, each with the kinds that they hear of: the newest that waits for them."""
    if not hearing:
        return {}
    found: dict[int, News] = {}
    for person_id, kind, at in (*_notices(hearing, now), *_messages(hearing, now)):
        is_newest = person_id not in found or at > found[person_id].at
        if kind in hearing[person_id] and is_newest:
            found[person_id] = News(at, PLACES[kind])
    return found


@delivery.asked_before_sending(NEWS)
def is_unwanted(person: User) -> bool:
    """Read by now; or in quiet hours, a pause or a quiet time, after which a later round tells."""
    now = clock.now()
    return not news_for({person.id: kinds.heard_now(person.preferences, now)}, now)


def _notices(people: Collection[int], now: datetime) -> list[tuple[int, str, datetime]]:
    """A reply in a topic of one's own is an answer, as for emails."""
    rows = db.session.execute(select(
        Notification.user_id, Notification.what, Notification.thread, Notification.at).where(
        Notification.user_id.in_(people), Notification.read_at.is_(None),
        Notification.at.between(now - LOOKS_BACK, now - QUIET))).all()
    own = queries.own_topics([(who, thread) for who, what, thread, _ in rows if what in FOLLOWED])
    return [(who, kinds.FOLLOWED if what in FOLLOWED and (who, thread) not in own
             else kinds.ANSWERS, at) for who, what, thread, at in rows]


def _messages(people: Collection[int], now: datetime) -> list[tuple[int, str, datetime]]:
    newest = select(Participant.user_id, func.max(Message.published_at)).join(
        Message, Message.conversation_id == Participant.conversation_id).where(
        Participant.user_id.in_(people), Participant.muted_at.is_(None),
        Participant.declined_at.is_(None), Message.number > Participant.read_number,
        Message.author_id != Participant.user_id, ~Message.is_gone(), ~_is_blocked(),
        Message.published_at.between(now - LOOKS_BACK, now - QUIET)).group_by(Participant.user_id)
    return [(who, kinds.MESSAGES, at) for who, at in db.session.execute(newest) if at]


def _is_blocked() -> ColumnElement[bool]:
    """Whether one of the two blocks the other."""
    reader, author = Participant.user_id, Message.author_id
    return exists().where(or_(
        and_(Block.blocker_id == reader, Block.blocked_id == author),
        and_(Block.blocker_id == author, Block.blocked_id == reader)))


def _told(people: Collection[int]) -> dict[int, datetime]:
    """When each was told last, on any device."""
    last = select(PushSubscription.user_id, func.max(PushMessage.written_at)).join(
        PushMessage.subscription).where(
        PushSubscription.user_id.in_(people), PushMessage.what == NEWS).group_by(
        PushSubscription.user_id)
    return {who: at for who, at in db.session.execute(last)}


def _drop_waiting(people: Collection[int]) -> None:
    devices = select(PushSubscription.id).where(PushSubscription.user_id.in_(people))
    db.session.execute(delete(PushMessage).where(
        PushMessage.subscription_id.in_(devices), PushMessage.what == NEWS,
        PushMessage.sent_at.is_(None)))
