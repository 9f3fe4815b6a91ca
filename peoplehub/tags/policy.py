"""Who may keep the list of tags. Predicates only."""
from peoplehub.accounts.policy import may_write
from peoplehub.core.viewers import Viewer


def may_keep_tags(viewer: Viewer) -> bool:
    """Add, rename, merge and retire: the site team and editors."""
    return may_write(viewer) and (viewer.is_admin or viewer.is_editor)
