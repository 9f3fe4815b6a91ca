"""Who may decide. Nobody decides about themselves, nor about what they reported."""
from peoplehub.accounts.policy import may_write


def may_moderate(viewer) -> bool:
    return viewer.is_moderator and may_write(viewer)


def may_decide_about(viewer, piece) -> bool:
    if not may_moderate(viewer):
        return False
    return piece.author_id != viewer.id


def may_settle(viewer, report) -> bool:
    if not may_moderate(viewer):
        return False
    return viewer.id not in (report.reported_id, report.reporter_id)


def may_suspend(viewer, person) -> bool:
    if not may_moderate(viewer) or person.id == viewer.id:
        return False
    return viewer.is_admin or not person.is_moderator


def may_see_contacts(viewer) -> bool:
    """Who reported is for the safeguarding lead and the site team, not for every volunteer."""
    return viewer.is_safeguarding or viewer.is_admin
