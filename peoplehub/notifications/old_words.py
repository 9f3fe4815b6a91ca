"""Taking words that were removed from a piece out of the notices about it."""
from sqlalchemy import select

from peoplehub.core.extensions import db
from peoplehub.core.publications import Publication
from peoplehub.notifications.models import Notification
from peoplehub.revisions.removal import Removed


def out_of_notices(piece: Publication, removed: Removed) -> None:
    """A title stands in what whoever reported the piece was told."""
    about_it = select(Notification).where(
        Notification.kind == piece.kind, Notification.piece_id == piece.id,
        Notification.words != "")
    for notice in db.session.scalars(about_it):
        notice.words = removed.out_of_lines(notice.words)
