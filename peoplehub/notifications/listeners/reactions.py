"""Telling the author of a piece of a reaction: one quiet notice for each piece, never a letter."""
from sqlalchemy import select

from peoplehub.bookmarks.events import ReminderDue
from peoplehub.core.extensions import db
from peoplehub.core.page_cache import bump_site_version
from peoplehub.core.publications import Publication, piece_of
from peoplehub.notifications.listeners.bookmarks import tell_of_reminder
from peoplehub.notifications.listeners.details import tell_of_removal
from peoplehub.notifications.models import Notification
from peoplehub.notifications.notify import notify
from peoplehub.reactions.events import ReactionGiven, ReactionTakenBack
from peoplehub.reactions.models import HELPED, Reaction
from peoplehub.revisions.events import OldWordsRemoved

TOLD_AS = "thanked"


def tell_of_reaction(event: ReactionGiven) -> None:
    """Listener: by the name that the giver has beside the piece."""
    piece = piece_of(event)
    notify([piece.author_id], TOLD_AS, f"thanks {piece.kind} {piece.id}", piece.kind, piece.id,
           event.by_id, named=_named_id(piece, event.by_id) is not None)


def tell_of_one_less(event: ReactionTakenBack) -> None:
    """Listener: the notice tells of what is left; when nothing is, it goes."""
    piece = piece_of(event)
    left = _left_on(piece)
    newest = _named_id(piece, left[0]) if left else None
    for notice in db.session.scalars(select(Notification).where(
            Notification.kind == piece.kind, Notification.piece_id == piece.id,
            Notification.what == TOLD_AS)):
        if not left:
            db.session.delete(notice)
        else:
            notice.times, notice.actor_id = min(notice.times, len(left)), newest


def redraw_mark(event: ReactionGiven | ReactionTakenBack) -> None:
    """Listener: pages kept for visitors show the mark "This helped"."""
    if event.what == HELPED:
        bump_site_version(event)


def _left_on(piece: Publication) -> list[int]:
    """Who gave what is there still, the newest first, once for each."""
    rows = select(Reaction.user_id).where(
        Reaction.kind == piece.kind, Reaction.piece_id == piece.id)
    return list(db.session.scalars(rows.order_by(Reaction.at.desc(), Reaction.what)))


def _named_id(piece: Publication, giver_id: int) -> int | None:
    """The giver's id, where the author knows them by their pen name."""
    return None if type(piece).names_beside([(piece, giver_id)]) else giver_id


OF_TAPS: dict = {
    ReactionGiven: [tell_of_reaction, redraw_mark],
    ReactionTakenBack: [tell_of_one_less, redraw_mark], OldWordsRemoved: [tell_of_removal],
    ReminderDue: [tell_of_reminder],
}
