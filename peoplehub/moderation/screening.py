"""Screening: holds a piece that a moderator should read before others do. It never deletes."""
from peoplehub.core.events import Changed, Published
from peoplehub.core.publications import piece_of
from peoplehub.moderation.actions import hold_piece
from peoplehub.moderation.cases import keep_held
from peoplehub.moderation.first_day import refuse_too_much
from peoplehub.moderation.screening_rules import look_at, why_hold

__all__ = ["look_at", "screen"]


def screen(event: Published | Changed) -> None:
    """Listener: hold what a rule wants looked at first; what is held already waits in the queue.
    Raises Invalid for what is too much for somebody's first day."""
    piece = piece_of(event)
    refuse_too_much(piece, is_new=isinstance(event, Published))
    if piece.held_at:
        keep_held(piece, is_changed=isinstance(event, Changed))
    elif reason := why_hold(piece):
        hold_piece(piece, reason)
