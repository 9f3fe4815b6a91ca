"""Which cases are routed to whom."""
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload

from peoplehub.accounts.models import STAFF_ROLES, User
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.moderation import policy
from peoplehub.moderation.models import Case, CaseRoute


def is_routed_to(viewer: Viewer) -> ColumnElement[bool]:
    """A condition of cases. Nothing about a person is routed that they wrote without a name: that
    would tell who wrote it."""
    fits = and_(
        CaseRoute.user_id == viewer.id,
        or_(CaseRoute.opened_by == "", CaseRoute.opened_by == Case.opened_by),
        or_(CaseRoute.reason == "", CaseRoute.reason == Case.reason),
        or_(CaseRoute.board_id.is_(None), CaseRoute.board_id == Case.board_id),
        or_(CaseRoute.about_id.is_(None),
            and_(CaseRoute.about_id == Case.about_id, Case.unnamed.is_(False))),
    )
    return select(CaseRoute.id).where(fits).correlate(Case).exists()


def routes_for(viewer: Viewer) -> list[CaseRoute]:
    """Everybody's, but for what is about the viewer. Raises NotFound for who does not moderate."""
    if not policy.may_moderate(viewer):
        raise NotFound()
    asked = select(CaseRoute).where(CaseRoute.about_id.is_distinct_from(viewer.id)).options(
        joinedload(CaseRoute.user), joinedload(CaseRoute.board), joinedload(CaseRoute.about))
    return list(db.session.scalars(asked.order_by(CaseRoute.user_id, CaseRoute.id)))


def route_for(viewer: Viewer, route_id: int) -> CaseRoute:
    """One that the viewer may change. Raises NotFound."""
    route = db.session.get(CaseRoute, route_id)
    if route is None or not policy.may_route_to(viewer, route.user_id):
        raise NotFound()
    return route


def team_for(viewer: Viewer) -> list[User]:
    """To whom the viewer may route cases."""
    team = select(User).where(User.role.in_(STAFF_ROLES)).order_by(User.pen_name)
    return [one for one in db.session.scalars(team) if one.is_moderator
            and policy.may_route_to(viewer, one.id)]
