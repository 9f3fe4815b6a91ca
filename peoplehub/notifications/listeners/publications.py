"""Telling people of a piece of any kind: new, changed, gone, or decided about by a moderator.

Who is told is asked of the kind (`core.recipients`). Nobody is told of a piece that is not yet, or
no longer, to be seen.
"""
from sqlalchemy import select

from peoplehub.core.events import Changed, Moderated, Published, Withdrawn
from peoplehub.core.extensions import db
from peoplehub.core.publications import Publication, piece_of
from peoplehub.core.recipients import recipients_of
from peoplehub.notifications import queries
from peoplehub.notifications.notify import Beside, forget, notify

WHY = {"held": "held_reason", "hidden": "hidden_reason"}  # what is out of sight now, and why


def tell_of_new(event: Published) -> None:
    _tell(piece_of(event), is_new=True)


def tell_of_change(event: Changed) -> None:
    _tell(piece_of(event), is_new=False)


def forget_withdrawn(event: Withdrawn) -> None:
    _forget(piece_of(event))


def tell_of_decision(event: Moderated) -> None:
    """Its writer hears what was decided. Those who would have heard of it at once hear of it when
    it is released."""
    piece = piece_of(event)
    if event.outcome in WHY:
        _forget(piece)
    if piece.author_id:
        why = getattr(piece, WHY[event.outcome]) if event.outcome in WHY else ""
        notify([piece.author_id], event.outcome, f"{piece.kind} {piece.id} {event.outcome}",
               piece.kind, piece.id, event.moderator_id, named=False, words=why or "")
    if event.outcome == "released":
        _tell(piece, is_new=True)


def _tell(piece: Publication, is_new: bool) -> None:
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


def _forget(piece) -> None:
    """Nobody is told of it any more; who was told of others beside it still is."""
    forget(piece.kind, piece.id, _beside(piece))


def _beside(piece) -> list[Beside]:
    """The newest pieces by two people that stand beside this one, as notices tell of them."""
    here = getattr(piece, "beside", None)
    if here is None:
        return []
    db.session.flush()
    kind = type(piece)
    rows = select(kind).where(here, kind.is_out(), kind.id != piece.id).order_by(kind.id.desc())
    newest = db.session.scalar(rows.limit(1))
    if newest is None:
        return []
    by_another = db.session.scalar(
        rows.where(kind.author_id.is_distinct_from(newest.author_id)).limit(1))
    return [Beside(one.id, one.author_id, None if one.anonymous else one.author_id)
            for one in (newest, by_another) if one]
