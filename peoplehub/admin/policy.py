"""Permissions of administration. Predicates only: nothing here changes anything."""
from peoplehub.core.viewers import Viewer


def may_oversee(viewer: Viewer) -> bool:
    """See how the site is doing, its people and its record."""
    return viewer.is_admin or viewer.is_safeguarding


def may_administer(viewer: Viewer) -> bool:
    """Boards, roles, letters: the site team alone."""
    return viewer.is_admin and not viewer.is_suspended
