"""Permissions on web push. Predicates only: nothing here changes anything."""
from peoplehub.accounts.policy import may_write
from peoplehub.core.viewers import Viewer


def may_switch_on(viewer: Viewer) -> bool:
    """Those to whom something is sent: alarms to the team, requests to advisors."""
    return may_write(viewer) and (viewer.is_moderator or viewer.is_advisor)
