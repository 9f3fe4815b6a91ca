"""Permissions of the compliance register. Predicates only: nothing here changes anything."""
from peoplehub.accounts.policy import may_write
from peoplehub.core.viewers import Viewer


def may_see(viewer: Viewer) -> bool:
    return viewer.is_safeguarding or viewer.is_admin


def may_keep(viewer: Viewer) -> bool:
    """Write in it: safeguarding leads and the site team."""
    return may_see(viewer) and may_write(viewer)
