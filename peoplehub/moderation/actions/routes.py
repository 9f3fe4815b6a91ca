"""Saying who of the team looks after which cases."""
from peoplehub.accounts.models import User
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import require
from peoplehub.core.extensions import db
from peoplehub.moderation import policy
from peoplehub.moderation.events import CaseRouteChanged
from peoplehub.moderation.models import CaseRoute

NOT_YOURS = "You can only say what you look after yourself. For others, please ask a lead."


@act
def add_route(moderator: User, person: User, *, opened_by: str = "", reason: str = "",
              board_id: int | None = None, about_id: int | None = None) -> CaseRoute:
    """From now on these cases are that person's first. The same asked twice is one route."""
    require(policy.may_route_to(moderator, person.id) and person.is_moderator
            and about_id != person.id, NOT_YOURS)
    which = {"opened_by": opened_by, "reason": reason, "board_id": board_id, "about_id": about_id}
    known = db.session.query(CaseRoute).filter_by(user_id=person.id, **which).first()
    if known is None:
        known = save(CaseRoute(user_id=person.id, added_by_id=moderator.id, **which))
        announce(CaseRouteChanged(moderator.id, person.id, "added"))
    return known


@act
def remove_route(moderator: User, route_id: int) -> None:
    """A second time changes nothing."""
    route = db.session.get(CaseRoute, route_id, with_for_update=True, populate_existing=True)
    if route is None:
        return
    require(policy.may_route_to(moderator, route.user_id), NOT_YOURS)
    db.session.delete(route)
    announce(CaseRouteChanged(moderator.id, route.user_id, "removed"))
