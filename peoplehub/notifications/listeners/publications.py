"""Telling people of a piece of any kind that is new or changed.

Who is told is asked of the kind (`core.recipients`). Nobody is told of a piece that is not yet, or
no longer, to be seen.
"""
from datetime import datetime

from peoplehub.core import unread_counts
from peoplehub.core.events import Changed, Moderated, Published
from peoplehub.core.publications import Publication, piece_of
from peoplehub.core.recipients import recipients_of
from peoplehub.notifications import queries
from peoplehub.notifications.notify import QUIET, notify


def tell_of_new(event: Published) -> None:
    tell(piece_of(event), is_new=True)


def tell_of_change(event: Changed) -> None:
    tell(piece_of(event), is_new=False)


def count_for_piece(event: Published | Changed | Moderated) -> None:
    """Listener: send new unread counts to the open pages of those who were notified of the piece;
    after moderation its author is among them."""
    unread_counts.send_counts(queries.told_of(event.kind, event.piece_id))


def tell(piece: Publication, is_new: bool, shown: tuple[datetime, datetime] | None = None) -> None:
    """Notify everybody who is to hear of the piece, as its kind says. Only within an act. `shown`:
    from when until when it was out before; who has read of it then is not told again."""
    if not piece.is_shown:
        return
    told: set[int] = set()
    for group in recipients_of(piece, is_new):
        people = queries.readers_among(set(group.person_ids) - told, piece)
        told |= people
        if group.once and people:
            people -= queries.told_before(people, group)
        if shown:
            people -= queries.readers_of_notice(people, group.thread, piece, shown)
        notify(people, group.what, group.thread, piece.kind, piece.id, piece.author_id,
               not piece.anonymous, letters=group.letters,
               by_letter=shown is None or shown[1] - shown[0] < QUIET)
