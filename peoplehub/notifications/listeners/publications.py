"""Telling people of a piece of any kind that is new or changed.

Who is told is asked of the kind (`core.recipients`). Nobody is told of a piece that is not yet, or
no longer, to be seen.
"""
from peoplehub.core import unread_counts
from peoplehub.core.events import Changed, Moderated, Published
from peoplehub.core.publications import Publication, piece_of
from peoplehub.core.recipients import recipients_of
from peoplehub.notifications import queries
from peoplehub.notifications.notify import notify


def tell_of_new(event: Published) -> None:
    tell(piece_of(event), is_new=True)


def tell_of_change(event: Changed) -> None:
    tell(piece_of(event), is_new=False)


def count_for_piece(event: Published | Changed | Moderated) -> None:
    """Listener: send new unread counts to the open pages of those who were notified of the piece;
    after moderation its author is among them."""
    unread_counts.send_counts(queries.told_of(event.kind, event.piece_id))


def tell(piece: Publication, is_new: bool) -> None:
    """Notify everybody who is to hear of the piece, as its kind says. Only within an act."""
    if not piece.is_shown:
        return
    told: set[int] = set()
    for group in recipients_of(piece, is_new):
        people = queries.readers_among(set(group.person_ids) - told, piece)
        told |= people
        if group.once and people:
            people -= queries.told_before(people, group)
        notify(people, group.what, group.thread, piece.kind, piece.id, piece.author_id,
               not piece.anonymous, letters=group.letters)
