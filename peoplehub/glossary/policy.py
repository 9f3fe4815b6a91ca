"""Who may keep the glossary. Predicates only."""
from peoplehub.accounts.policy import may_write
from peoplehub.core.viewers import Viewer


def may_keep_glossary(viewer: Viewer) -> bool:
    """Add, change and retire terms: the site team and editors."""
    return may_write(viewer) and (viewer.is_admin or viewer.is_editor)
