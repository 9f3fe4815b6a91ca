"""Permissions on training. Predicates only: nothing here changes anything."""
from peoplehub.accounts.models import STAFF_ROLES, User
from peoplehub.accounts.policy import may_write
from peoplehub.core.viewers import Viewer


def may_train(viewer: Viewer) -> bool:
    """Read the guide and tick the check list: also when their rights to moderate rest."""
    return may_write(viewer) and getattr(viewer, "role", "") in STAFF_ROLES


def may_see_team(viewer: Viewer) -> bool:
    """Who is due. The site team keeps it without valid training, to give others their rights."""
    return may_write(viewer) and (viewer.is_safeguarding or viewer.is_admin)


def may_extend(viewer: Viewer, person: User) -> bool:
    """Give more time, with a reason: to others only."""
    return may_see_team(viewer) and viewer.id != person.id and person.role in STAFF_ROLES
