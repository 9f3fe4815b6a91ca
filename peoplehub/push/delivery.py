"""Delivery of the outbox of web push by the worker: at least once, with growing pauses, and never
to a subscription that its push service has ended."""
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from flask import current_app
from sqlalchemy import ColumnElement, Row, case, delete, func, select, true, update

from peoplehub.accounts.email_kinds import TEAM, stopped_by
from peoplehub.accounts.email_times import leaves_at
from peoplehub.accounts.models import SignIn, User
from peoplehub.core import clock, jobs
from peoplehub.core.acts import act, announce
from peoplehub.core.column_queries import change
from peoplehub.core.extensions import db
from peoplehub.push import encryption, payload
from peoplehub.push.endpoints import EndpointRefused, public_address, target_of
from peoplehub.push.events import PushSubscriptionGone
from peoplehub.push.http_post import post
from peoplehub.push.models import PushMessage, PushSubscription

log = logging.getLogger(__name__)

MOST_AT_ONCE = 50
KEPT_FOR = timedelta(days=1)  # once sent, or too old to be sent
TAKEN = range(200, 300)
GONE = (404, 410)  # RFC 8030, section 7.3
TOO_OLD = "nobody tried in time"
NEWS_LAST = case((PushMessage.what == "news", 1), else_=0)  # no alarm waits behind many of them


@dataclass(frozen=True)
class Push:
    """One that is being sent, without its row: no transaction is open meanwhile. `seconds`: how
    long the push service keeps it for a device that is off."""

    subscription_id: int
    endpoint: str
    p256dh: str
    auth: str
    words: bytes
    topic: str
    urgency: str
    seconds: int


_unwanted: dict[str, Callable[[User], bool]] = {}


def asked_before_sending(what: str) -> Callable:
    """Decorator of the question whether somebody does not want a push of this sort now, although
    they did when it was put in the outbox."""

    def mark(function: Callable[[User], bool]) -> Callable[[User], bool]:
        _unwanted[what] = function
        return function

    return mark


def wake_worker() -> None:
    """Start delivery of the outbox now."""
    jobs.soon(deliver_pushes)


@jobs.job
@jobs.every(minute="*")
def deliver_pushes() -> None:
    """Job: send what waits, at once after a commit and every minute for what had to wait."""
    send_waiting()


def send_waiting() -> int:
    """Send what is due; returns how many were taken. A push service that does not answer is asked
    once, not for each: the worker has other things to do."""
    if not current_app.config["PUSH_KEY"]:
        return 0
    _expire_overdue()
    due = select(PushMessage.id, PushSubscription.endpoint).join(PushMessage.subscription).where(
        PushMessage.next_try_at <= clock.now()).order_by(
        NEWS_LAST, PushMessage.id).limit(MOST_AT_ONCE)
    silent: set[str] = set()
    taken: list[int] = []

    def send(one: Row) -> None:
        if _service_of(one.endpoint) not in silent and _deliver(one.id, silent):
            taken.append(one.id)

    jobs.each(send, db.session.execute(due).all())
    return len(taken)


@jobs.every(hour="4", minute="35")
@act
def forget_old_pushes() -> None:
    """Once a night: pushes that went, or could not go, a day ago."""
    before = clock.now() - KEPT_FOR
    db.session.execute(delete(PushMessage).where(PushMessage.send_by < before))


def _deliver(message_id: int, silent: set[str]) -> bool:
    """Whether the push service took it. Adds one that did not answer to `silent`."""
    push = _claim(message_id)
    if push is None:
        return False
    try:
        status = _post(push)
    except EndpointRefused as refusal:
        return _put_back(message_id, str(refusal))
    except OSError as error:
        silent.add(_service_of(push.endpoint))
        return _put_back(message_id, type(error).__name__)
    if status in TAKEN:
        return _mark_sent(message_id)
    if status in GONE:
        return _forget(push.subscription_id)
    return _put_back(message_id, f"HTTP {status}")


def _post(push: Push) -> int:
    """The status of the push service's answer. Raises EndpointRefused, OSError."""
    config = current_app.config
    target = target_of(push.endpoint, config["PUSH_SERVICES"])
    address = public_address(target.host, target.port, loopback_too=config["PUSH_TO_LOOPBACK"])
    body = encryption.encrypted(push.words, push.p256dh, push.auth)
    headers = {
        "Authorization": encryption.authorization(
            config["PUSH_KEY"], target.origin, contact(config["PUSH_CONTACT"])),
        "TTL": str(push.seconds),
        "Urgency": push.urgency,
        "Topic": push.topic,
        "Content-Type": "application/octet-stream",
        "Content-Encoding": "aes128gcm",
    }
    return post(target, address, headers, body, config["PUSH_CERTIFICATES"])


def contact(said: str) -> str:
    """As an address, to which the keepers of a push service may write."""
    return said if said.startswith("https://") else f"mailto:{said}"


def _service_of(endpoint: str) -> str:
    """The line of the settings that it belongs to; nothing where there is none."""
    try:
        return target_of(endpoint, current_app.config["PUSH_SERVICES"]).service
    except EndpointRefused:
        return ""


@act
def _expire_overdue() -> None:
    old = PushMessage.next_try_at.is_not(None) & (PushMessage.send_by <= clock.now())
    db.session.execute(
        update(PushMessage).where(old).values(
            next_try_at=None, failed_because=func.coalesce(PushMessage.failed_because, TOO_OLD)))


@act
def _claim(message_id: int) -> Push | None:
    """Take it for as long as sending may last, so that no other worker sends it too; None when
    another did."""
    message = db.session.scalar(select(PushMessage).where(
        PushMessage.id == message_id).with_for_update(skip_locked=True))
    now = clock.now()
    if message is None or message.next_try_at is None or message.next_try_at > now:
        return None
    if _is_unwanted(message):
        db.session.delete(message)
        return None
    message.tries += 1
    message.next_try_at = now + timedelta(minutes=2 ** min(message.tries - 1, 10))
    device = message.subscription
    return Push(device.id, device.endpoint, device.p256dh, device.auth, payload.words_of(message),
                payload.topic_of(message), payload.URGENCY.get(message.what, "high"),
                int((message.send_by - now).total_seconds()))


def is_reached(what: str) -> ColumnElement[bool]:
    """Of a device: its session has neither ended nor run out. An alarm wakes who is on duty all the
    same: it comes at night, when nobody has used the site for hours."""
    open_ones = select(SignIn.id).where(SignIn.is_open())
    return true() if what == "alarm" else PushSubscription.sign_in_id.in_(open_ones)


def _is_unwanted(message: PushMessage) -> bool:
    if not db.session.scalar(select(is_reached(message.what)).where(
            PushSubscription.id == message.subscription_id)):
        return True
    question = _unwanted.get(message.what)
    return question is not None and question(
        db.session.get_one(User, message.subscription.user_id))


@asked_before_sending("advisor")
def no_requests(advisor: User) -> bool:
    """Stopped since it was put in the outbox, as in a quiet time; or now, in quiet hours or a
    pause: the e-mail that comes with it waits until they are over."""
    chosen = advisor.preferences
    return TEAM in stopped_by(chosen) or leaves_at(chosen, clock.now()) is not None


@act
def _mark_sent(message_id: int) -> bool:
    """The device first, as whoever forgets it does; both may be gone by now."""
    now, this = clock.now(), PushMessage.id == message_id
    device = select(PushMessage.subscription_id).where(this).scalar_subquery()
    change(update(PushSubscription).where(PushSubscription.id == device).values(reached_at=now))
    change(update(PushMessage).where(this).values(
        sent_at=now, next_try_at=None, failed_because=None))
    return True


@act
def _put_back(message_id: int, why: str) -> bool:
    change(update(PushMessage).where(PushMessage.id == message_id).values(failed_because=why))
    log.warning("push %s was not sent: %s", message_id, why)
    return False


@act
def _forget(subscription_id: int) -> bool:
    """The push service has ended it: the device was reset, or its owner took the
    permission back."""
    if change(delete(PushSubscription).where(PushSubscription.id == subscription_id)):
        announce(PushSubscriptionGone(subscription_id))
    return False
