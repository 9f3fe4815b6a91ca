"""Telling a writer that a moderator took details out of their words."""
from peoplehub.core.publications import piece_of
from peoplehub.notifications.notify import notify
from peoplehub.revisions.events import OldWordsRemoved


def tell_of_removal(event: OldWordsRemoved) -> None:
    """Listener: with the moderator's reason, unless the writer did it."""
    piece = piece_of(event)
    if piece.author_id and piece.author_id != event.by_id:
        notify([piece.author_id], "details", f"details {piece.kind} {piece.id}", piece.kind,
               piece.id, event.by_id, named=False, words=event.reason)
