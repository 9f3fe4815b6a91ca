"""Who may do what as a person. Questions only: nothing here changes anything."""


def may_write(viewer) -> bool:
    """Signed in, confirmed by e-mail, and not suspended: the ground of every other may."""
    if viewer.id is None:
        return False
    if not viewer.is_confirmed:
        return False
    return not viewer.is_suspended


def may_block(viewer, other) -> bool:
    if viewer.id is None or viewer.id == other.id:
        return False
    return not other.is_moderator
