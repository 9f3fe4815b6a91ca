"""Telling people of a piece of any kind that is new or changed, and keeping whom it calls.

Who is told is asked of the kind (`core.recipients`). Nobody is told of a piece that is not yet, or
no longer, to be seen.
"""
from datetime import datetime

from sqlalchemy import literal, select

from peoplehub.accounts.models import User
from peoplehub.core import unread_counts
from peoplehub.core.database import insert
from peoplehub.core.events import Changed, Drafted, Moderated, Published
from peoplehub.core.extensions import db
from peoplehub.core.publications import Publication, piece_of
from peoplehub.core.recipients import recipients_of
from peoplehub.core.text import linked
from peoplehub.notifications import queries
from peoplehub.notifications.models import Mention
from peoplehub.notifications.notify import QUIET, card_of, notify

MENTION = ("kind", "piece_id", "user_id")


def keep_mentions(event: Drafted | Published | Changed) -> None:
    """Listener: a mention leads to that person for good, also after they took another pen name and
    somebody else took the old one (`mention_renames`)."""
    piece = piece_of(event)
    if slugs := set(linked(piece.html).values()):
        called = select(literal(piece.kind), literal(piece.id), User.id, User.slug)
        new = insert(Mention).from_select([*MENTION, "slug"], called.where(User.slug.in_(slugs)))
        db.session.execute(new.on_conflict_do_update(
            index_elements=MENTION, set_={"slug": new.excluded.slug}))


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
               not piece.anonymous, letters=group.letters, card=card_of(piece),
               by_letter=shown is None or shown[1] - shown[0] < QUIET)
