"""Permissions on the library. Predicates only: nothing here changes anything."""
from peoplehub.accounts.policy import may_write
from peoplehub.core.viewers import Viewer
from peoplehub.library.models import Sheet


def may_manage(viewer: Viewer) -> bool:
    """Peer advisors write sheets; those who look after the site do too."""
    if not may_write(viewer):
        return False
    return viewer.is_advisor or looks_after_all(viewer)


def may_edit(viewer: Viewer, sheet: Sheet) -> bool:
    """Change, publish, take back, check: the owner, and those who look after the site."""
    if not may_manage(viewer):
        return False
    return looks_after_all(viewer) or sheet.author_id == viewer.id


def may_give_away(viewer: Viewer) -> bool:
    """Say that somebody else is the owner."""
    return may_manage(viewer) and looks_after_all(viewer)


def looks_after_all(viewer: Viewer) -> bool:
    """Of every sheet, whoever its owner is: editors, and those who look after the site."""
    return viewer.is_editor or viewer.is_moderator
