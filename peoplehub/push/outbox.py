"""The outbox of web push: a row first, written in the transaction that causes it, and sent by the
worker afterwards, so that a push service that is away delays a notice and loses none.

Whoever wants to tell somebody something by push calls `queue_push`.
"""
from collections.abc import Collection

from flask import current_app
from sqlalchemy import delete, insert, select

from peoplehub.accounts.email_kinds import TEAM, stopped_by
from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.acts import on_commit
from peoplehub.core.extensions import db
from peoplehub.push import payload
from peoplehub.push.delivery import is_reached, wake_worker
from peoplehub.push.models import PushMessage, PushSubscription


def is_on() -> bool:
    """Whether this site has web push at all."""
    return bool(current_app.config["PUSH_KEY"])


def queue_push(person_ids: Collection[int], what: str, path: str, about: str) -> None:
    """Put a push for each device of these people in the outbox, where
    they are signed in. Only within an act, and last of all
    that it locks. `about`: what to withdraw it by. Raises ValueError where it would tell something
    of anybody (`payload.check`)."""
    payload.check(what, path)
    if not is_on() or not (person_ids := [*_hearing(person_ids, what)]):
        return
    now = clock.now()
    alike = {"what": what, "path": path, "about": about, "written_at": now, "next_try_at": now,
             "send_by": now + payload.USEFUL_FOR[what]}
    devices = select(PushSubscription.id).where(
        PushSubscription.user_id.in_(person_ids), is_reached(what))
    held = devices.order_by(PushSubscription.id).with_for_update(read=True, key_share=True)
    if rows := [{"subscription_id": device} | alike for device in db.session.scalars(held)]:
        db.session.execute(insert(PushMessage), rows)
        on_commit(wake_worker)


def _hearing(person_ids: Collection[int], what: str) -> Collection[int]:
    """Those who have not stopped what they help with, as for emails; alarms are always heard."""
    if what != "advisor":
        return person_ids
    people = db.session.execute(select(User.id, User.preferences).where(User.id.in_(person_ids)))
    return [id for id, preferences in people if TEAM not in stopped_by(preferences)]


def withdraw(about: str) -> None:
    """What nobody has tried to send yet is not needed any more. Only within an act."""
    db.session.execute(delete(PushMessage).where(
        PushMessage.about == about, PushMessage.tries == 0))
