"""Listeners: what is published is read for words of danger. Private messages are not: nothing of
them reaches the team unless somebody in the conversation says so."""
from collections.abc import Iterable

from peoplehub.core.events import Changed, Published
from peoplehub.core.publication_lookup import is_public
from peoplehub.core.publications import piece_of
from peoplehub.safeguarding import actions, queries


def look_for_danger(words: Iterable[str]) -> None:
    """Called before the act that writes these words, so that the answer is at hand within it."""
    queries.sign_in_words(*words)


def see_danger(event: Published | Changed) -> None:
    """Listener: a public piece with words of danger waits in the queue, and stays where it is."""
    piece = piece_of(event)
    if not is_public(event.kind) or piece.kind == "sheet":
        return
    if sign := queries.sign_in_words(*piece.all_words):
        actions.note_in_piece(piece, sign)
