"""Who may tell all members something. Predicates only: nothing here changes anything."""
from peoplehub.core.viewers import Viewer


def may_announce(viewer: Viewer) -> bool:
    return (viewer.is_admin or viewer.is_safeguarding) and not viewer.is_suspended
