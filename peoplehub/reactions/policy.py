"""Who may give a reaction to a piece."""
from peoplehub.accounts.policy import may_write
from peoplehub.core.publication_lookup import is_public
from peoplehub.core.publications import Publication
from peoplehub.core.viewers import Viewer
from peoplehub.reactions.models import HELPED


def may_react(viewer: Viewer, piece: Publication) -> bool:
    """To another member's piece that is shown, where answers are open."""
    if not may_write(viewer) or not is_public(piece.kind):
        return False
    if piece.author_id is None or piece.author_id == viewer.id:
        return False
    if piece.audience not in viewer.audiences:
        return False
    return piece.is_shown and piece.takes_answers


def may_say_helped(viewer: Viewer, piece: Publication) -> bool:
    """Only whoever asked."""
    return may_react(viewer, piece) and piece.asker_id == viewer.id


def may_give(viewer: Viewer, piece: Publication, what: str) -> bool:
    return may_say_helped(viewer, piece) if what == HELPED else may_react(viewer, piece)
