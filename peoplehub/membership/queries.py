"""Queries of requests to join."""
from sqlalchemy import select

from peoplehub.core import clock
from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.membership import policy
from peoplehub.membership.models import DECLINED, DECLINED_KEPT_FOR, JoinRequest


def last_request_of(person: Viewer) -> JoinRequest | None:
    mine = select(JoinRequest).where(JoinRequest.user_id == person.id)
    return db.session.scalar(mine.order_by(JoinRequest.id.desc()).limit(1))


def request_for(viewer: Viewer, request_id: int) -> JoinRequest:
    """A request, for the team. Raises NotFound."""
    request = db.session.get(JoinRequest, request_id)
    if request is None or not policy.may_see(viewer, request):
        raise NotFound()
    return request


def declined_past() -> list[JoinRequest]:
    """Declined ones whose words have been kept long enough, locked within an act."""
    past = select(JoinRequest).where(
        JoinRequest.outcome == DECLINED, JoinRequest.emptied_at.is_(None),
        JoinRequest.decided_at <= clock.now() - DECLINED_KEPT_FOR).order_by(JoinRequest.id)
    return list(db.session.scalars(past.with_for_update(**FOR_NO_KEY_UPDATE)))
