"""Who may keep the synonyms of search. Predicates only."""
from peoplehub.accounts.policy import may_write
from peoplehub.core.viewers import Viewer


def may_keep_synonyms(viewer: Viewer) -> bool:
    """The site team and editors."""
    return may_write(viewer) and (viewer.is_admin or viewer.is_editor)
