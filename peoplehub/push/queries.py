"""Reading the devices on which somebody switched push on."""
from datetime import datetime

from sqlalchemy import select

from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.push import policy
from peoplehub.push.models import PushMessage, PushSubscription


def devices_of(viewer: Viewer) -> list[PushSubscription]:
    """The viewer's own, the newest first."""
    mine = select(PushSubscription).where(PushSubscription.user_id == viewer.id)
    return list(db.session.scalars(mine.order_by(PushSubscription.id.desc())))


def lost_pushes(since: datetime) -> tuple[int, str]:
    """How many were not taken by their push service until they were too old, and why the last."""
    lost = select(PushMessage).where(
        PushMessage.sent_at.is_(None), PushMessage.next_try_at.is_(None),
        PushMessage.send_by > since).order_by(PushMessage.id)
    found = list(db.session.scalars(lost))
    return len(found), (found[-1].failed_because or "") if found else ""


def device_for(viewer: Viewer, subscription_id: int) -> PushSubscription:
    """One of the viewer's own. Raises NotFound."""
    mine = select(PushSubscription).where(
        PushSubscription.id == subscription_id, PushSubscription.user_id == viewer.id)
    device = db.session.scalar(mine) if policy.may_switch_on(viewer) else None
    if device is None:
        raise NotFound()
    return device
