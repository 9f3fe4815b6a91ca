"""Permissions on web push. Predicates only: nothing here changes anything."""
from peoplehub.core.viewers import Viewer


def may_switch_on(viewer: Viewer) -> bool:
    """Whoever is told of things: anybody with a confirmed account, also while suspended."""
    return viewer.id is not None and viewer.is_confirmed


def hears_of_duties(viewer: Viewer) -> bool:
    """Alarms to the team, requests to advisors: without a tick."""
    return viewer.is_moderator or viewer.is_advisor
