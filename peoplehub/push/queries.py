"""Reading the devices on which somebody switched push on."""
from sqlalchemy import select

from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.push import policy
from peoplehub.push.models import PushSubscription


def devices_of(viewer: Viewer) -> list[PushSubscription]:
    """The viewer's own, the newest first."""
    mine = select(PushSubscription).where(PushSubscription.user_id == viewer.id)
    return list(db.session.scalars(mine.order_by(PushSubscription.id.desc())))


def device_for(viewer: Viewer, subscription_id: int) -> PushSubscription:
    """One of the viewer's own. Raises NotFound."""
    mine = select(PushSubscription).where(
        PushSubscription.id == subscription_id, PushSubscription.user_id == viewer.id)
    device = db.session.scalar(mine) if policy.may_switch_on(viewer) else None
    if device is None:
        raise NotFound()
    return device
