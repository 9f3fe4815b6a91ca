"""Permissions of administration. Predicates only: nothing here changes anything."""


def may_oversee(viewer) -> bool:
    """See how the site is doing, its people and its record."""
    return viewer.is_admin or viewer.is_safeguarding


def may_administer(viewer) -> bool:
    """Boards, roles, letters: the site team alone."""
    return viewer.is_admin and not viewer.is_suspended
