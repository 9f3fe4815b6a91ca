"""Permissions of safeguarding. Predicates only: nothing here changes anything."""
from peoplehub.core.viewers import Viewer


def may_change_rules(viewer: Viewer) -> bool:
    """A safeguarding lead, while they are one."""
    return viewer.is_safeguarding and not viewer.is_suspended


def may_tell_team(viewer: Viewer) -> bool:
    """Anybody who is signed in, even when paused: it is a call for help."""
    return viewer.id is not None
