"""Permissions on web push. Predicates only: nothing here changes anything."""
from peoplehub.accounts.policy import may_write
from peoplehub.core.viewers import Viewer


def may_switch_on(viewer: Viewer) -> bool:
    """Alarms are all that is sent so far, and they go to the team."""
    return may_write(viewer) and viewer.is_moderator
