"""Telling somebody that something on their "not today" list has ended, and that a moderator changed
the content note on their words: on the site only."""
from peoplehub.core.page_cache import bump_site_version
from peoplehub.core.page_versions import touch
from peoplehub.core.publications import piece_of
from peoplehub.folding.events import NotTodayEnded, PersonNoted, PieceNoted
from peoplehub.forum.counters import recount_topic_of
from peoplehub.notifications.notify import notify


def tell_of_end(event: NotTodayEnded) -> None:
    """Listener: one notice, which says none of the words."""
    notify([event.person_id], "not-today", "not today", "not-today", 0, by_letter=False)


def tell_of_note(event: PieceNoted) -> None:
    """Listener: with the moderator's reason."""
    piece = piece_of(event)
    if piece.author_id:
        notify([piece.author_id], "noted", f"noted {piece.kind} {piece.id}", piece.kind, piece.id,
               event.by_id, named=False, words=event.reason, by_letter=False)


def tell_of_note_on_all(event: PersonNoted) -> None:
    """Listener: the same, unless it was their own wish. Pages with their words are old now."""
    notify([event.person_id], "noted", f"noted person {event.person_id}", "person",
           event.person_id, event.by_id, named=False, words=event.reason, by_letter=False)
    touch("forum")


OF_FOLDING: dict = {
    NotTodayEnded: [tell_of_end],
    PieceNoted: [recount_topic_of, tell_of_note, bump_site_version],
    PersonNoted: [tell_of_note_on_all, bump_site_version],
}
