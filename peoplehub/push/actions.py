"""Switching push on and off for a device, choosing what comes up, and trying it."""
from collections.abc import Collection

from sqlalchemy import delete, select

from peoplehub.accounts.models import User
from peoplehub.core import clock, limits
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import NotFound, require
from peoplehub.core.extensions import db
from peoplehub.push import kinds, outbox, policy
from peoplehub.push.events import PushSwitchedOff, PushSwitchedOn
from peoplehub.push.models import PushMessage, PushSubscription

MOST_DEVICES = 10  # of one person; the one switched on first makes room
NOT_YOURS = "Please confirm your email first. Then you can switch this on."
ABOUT_TEST = "test of"


@act
def switch_on(person: User, sign_in_id: int | None, browser: str, endpoint: str, p256dh: str,
              auth: str, heard: Collection[str] | None = None) -> PushSubscription:
    """From now on this browser is reached. It is one person's at a time: whoever was signed in
    with it before is not reached there any more, nor does what waited for them come up. `heard`:
    of which kinds, unless that was chosen before."""
    require(policy.may_switch_on(person), NOT_YOURS)
    known = _known(endpoint)
    device = known or PushSubscription(endpoint=endpoint)
    is_new = known is None or known.user_id != person.id
    if known is not None and is_new:
        db.session.execute(delete(PushMessage).where(PushMessage.subscription_id == known.id))
        known.switched_on_at, known.reached_at = clock.now(), None
    device.user_id, device.sign_in_id, device.browser = person.id, sign_in_id, browser
    device.p256dh, device.auth = p256dh, auth
    save(device)
    if heard is not None:
        _keep_kinds(person, heard)
    if is_new:
        _make_room(person.id)
        announce(PushSwitchedOn(person.id, device.id))
    return device


@act
def renew(person: User, sign_in_id: int | None, endpoint: str) -> None:
    """The same browser under a new session. Raises NotFound where it is not switched on."""
    device = _known(endpoint)
    if device is None or device.user_id != person.id or not policy.may_switch_on(person):
        raise NotFound()
    device.sign_in_id = sign_in_id


@act
def switch_off(person: User, subscription_id: int) -> None:
    """One's own. A second time changes nothing."""
    device = db.session.get(
        PushSubscription, subscription_id, with_for_update=True, populate_existing=True)
    if device is None or device.user_id != person.id:
        return
    db.session.delete(device)
    announce(PushSwitchedOff(person.id, subscription_id))


@act
def choose_kinds(person: User, heard: Collection[str]) -> None:
    """Of what they hear on all their devices."""
    _keep_kinds(person, heard)


def _keep_kinds(person: User, heard: Collection[str]) -> None:
    person.preferences = {
        **person.preferences, kinds.STORED_AS: [one for one in kinds.KINDS if one in heard]}


@act
def send_test(person: User) -> None:
    """To each of one's own devices. Raises TooMany."""
    require(policy.may_switch_on(person), NOT_YOURS)
    limits.ask("push test", person.id)
    outbox.queue_push([person.id], "test", "/settings/push", f"{ABOUT_TEST} {person.id}")


def _known(endpoint: str) -> PushSubscription | None:
    return db.session.scalar(select(PushSubscription).where(
        PushSubscription.endpoint == endpoint).with_for_update())


def _make_room(person_id: int) -> None:
    theirs = select(PushSubscription).where(PushSubscription.user_id == person_id)
    for old in db.session.scalars(
            theirs.order_by(PushSubscription.id.desc()).offset(MOST_DEVICES)):
        db.session.delete(old)
