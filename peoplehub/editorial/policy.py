"""Permissions on what waits to be published. Predicates only: nothing here changes anything."""
from typing import Any

from peoplehub.accounts.policy import may_write
from peoplehub.core.viewers import Viewer
from peoplehub.editorial.edited_kinds import EDITED


def may_edit(viewer: Viewer, piece: Any) -> bool:
    return piece.kind in EDITED and EDITED[piece.kind].may_edit(viewer, piece)


def may_review(viewer: Viewer) -> bool:
    """Read words of others before they are published: editors, and those who look after the site.
    """
    return may_write(viewer) and (viewer.is_editor or viewer.is_moderator)


def may_approve(viewer: Viewer, piece: Any, writer_ids: set[int]) -> bool:
    """Nobody approves words of their own."""
    return may_review(viewer) and may_edit(viewer, piece) and viewer.id not in writer_ids


def may_publish_alone(viewer: Viewer, piece: Any) -> bool:
    """Without a second look, for a reason that is recorded: the site team, so that one person alone
    can keep a site."""
    return viewer.is_admin and may_edit(viewer, piece)
