"""Who reads what a piece said before, and who takes details out of somebody else's words."""
from peoplehub.accounts.policy import may_write
from peoplehub.core.publications import Publication
from peoplehub.core.viewers import Viewer


def may_see_revisions(viewer: Viewer) -> bool:
    return viewer.is_moderator and may_write(viewer)


def may_remove_details(viewer: Viewer, piece: Publication) -> bool:
    """Out of the words of others; one's own are changed in their own form."""
    return (may_see_revisions(viewer) and piece.author_id != viewer.id
            and piece.published_at is not None and piece.deleted_at is None)
