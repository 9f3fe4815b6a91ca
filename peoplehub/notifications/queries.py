"""Queries of a person's own notifications, about what they may still read."""
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, or_, select, tuple_
from sqlalchemy.orm import joinedload

from peoplehub.accounts import following
from peoplehub.accounts.followed_places import Place, kind_of
from peoplehub.accounts.models import User
from peoplehub.accounts.queries import people_of
from peoplehub.core.column_queries import fetch_rows
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.paging import Page, fetch_page
from peoplehub.core.publication_lookup import is_readable
from peoplehub.core.publications import REPORTABLE, Publication
from peoplehub.core.recipients import Recipients
from peoplehub.core.viewers import Viewer
from peoplehub.notifications.models import Notification

SIZE = 30
READ_BY_SEEING = ("replied", "answered", "mentioned", "commented", "published", "changed",
                  "moved")


UNREAD = (  # of all people: who asks says whose
    select(Notification.user_id, func.count())
    .where(Notification.read_at.is_(None))
    .group_by(Notification.user_id)
)


def notifications_for(viewer: Viewer, page_number: int) -> tuple[list[tuple], Page]:
    """Pairs of a notification and its piece (None when it may not be read), newest first."""
    mine = select(Notification).where(Notification.user_id == viewer.id)
    newest = mine.order_by(Notification.at.desc(), Notification.id.desc())
    rows, page = fetch_page(newest, page_number, SIZE, joinedload(Notification.actor))
    pieces = _pieces(viewer, rows)
    return [(row, pieces.get((row.kind, row.piece_id))) for row in rows], page


@dataclass(frozen=True)
class Card:
    """What is told of one topic or entry, or one other notice: the first of `notices` leads on."""

    notices: list[tuple]  # of a notification and its piece
    is_new: bool


def cards_of(told: list[tuple]) -> list[Card]:
    """One card a place, in the order of the newest; what calls the viewer by name comes first in
    it, and what is new before what was read."""
    places: dict = {}
    for notice, piece in told:
        places.setdefault(_place(notice, piece), []).append((notice, piece))
    return [Card(sorted(those, key=_rank), any(one.read_at is None for one, _ in those))
            for those in places.values()]


def _rank(pair: tuple) -> tuple:
    notice, _ = pair
    return notice.read_at is not None, notice.what not in ("mentioned", "answered")


def _place(notice: Notification, piece: Publication | None) -> tuple:
    """What the piece stands in, such as the topic or the entry; any other notice stands alone."""
    if piece is None or notice.what not in READ_BY_SEEING:
        return "notice", notice.id
    return notice.kind, piece.lock_root.id


def followed_by(viewer: Viewer, page_number: int) -> tuple[list[tuple], Page]:
    """What the viewer follows or muted, the newest first: each row, its kind of place, and the
    place, None where it is not for them any more."""
    rows, page = fetch_page(following.followed_by(viewer), page_number, SIZE)
    places: dict[tuple[str, int], Place] = {}
    kinds = {kind: kind_of(kind) for kind in {row.kind for row in rows}}
    for kind, known in kinds.items():
        ids = [row.place_id for row in rows if row.kind == kind]
        found = known.find(viewer, ids) if known else {}
        places |= {(kind, place_id): place for place_id, place in found.items()}
    return [(row, kinds[row.kind], places.get((row.kind, row.place_id))) for row in rows], page


def notification_for(viewer: Viewer, notification_id: int) -> Notification:
    """The viewer's own notification of that id. Raises NotFound."""
    row = db.session.scalar(
        select(Notification).where(
            Notification.id == notification_id, Notification.user_id == viewer.id
        )
    )
    if row is None:
        raise NotFound()
    return row


def piece_of(viewer: Viewer, notification: Notification) -> Publication | User | None:
    return _pieces(viewer, [notification]).get((notification.kind, notification.piece_id))


def unread_threads(user_id: int) -> list[str]:
    return list(db.session.scalars(select(Notification.thread).where(
        Notification.user_id == user_id, Notification.read_at.is_(None))))


def about_these(user_id: int | None, pieces: Collection[tuple[str, int]]) -> Select:
    """What waits for this person and is read by seeing one of these pieces."""
    return select(Notification).where(
        Notification.user_id == user_id, Notification.read_at.is_(None),
        Notification.what.in_(READ_BY_SEEING),
        tuple_(Notification.kind, Notification.piece_id).in_(pieces),
    )


def any_about(viewer: Viewer, pieces: Collection[tuple[str, int]]) -> bool:
    return db.session.scalar(about_these(viewer.id, pieces).limit(1)) is not None


def waiting_about(viewer: Viewer, kind: str, piece_ids: Collection[int]) -> list[int]:
    """Which of these pieces the viewer was told of and has not seen."""
    pieces = [(kind, piece_id) for piece_id in piece_ids]
    rows = about_these(viewer.id, pieces).with_only_columns(Notification.piece_id)
    return list(db.session.scalars(rows))


TOLD_OF = select(Notification.user_id).where(
    Notification.kind == bindparam("kind"), Notification.piece_id == bindparam("piece_id"),
    Notification.read_at.is_(None),
)


def told_of(kind: str, piece_id: int) -> list[int]:
    """Whom this piece has been told to and who has not read it yet."""
    return [user_id for user_id, in fetch_rows(TOLD_OF, kind=kind, piece_id=piece_id)]


def told_before(people: Collection[int], group: Recipients) -> set[int]:
    """Which of them were ever told of this thread."""
    return set(db.session.scalars(select(Notification.user_id).where(
        Notification.user_id.in_(people), Notification.what == group.what,
        Notification.thread == group.thread)))


def readers_of_notice(people: Collection[int], thread: str, piece: Publication,
                      shown: tuple[datetime, datetime]) -> set[int]:
    """Which of them have read that there is this piece, in a notice of its own, or in one of its
    thread that came while it was shown."""
    of_it = and_(Notification.kind == piece.kind, Notification.piece_id == piece.id)
    return set(db.session.scalars(select(Notification.user_id).where(
        Notification.user_id.in_(people), Notification.thread == thread,
        Notification.read_at.is_not(None), or_(of_it, Notification.at.between(*shown)))))


def readers_among(people: set[int], piece: Publication) -> set[int]:
    """All of them, unless the piece stands in a place that is out of sight, such as a moderator's
    reply below a question that is hidden: following alone does not let anybody see it."""
    if getattr(piece.lock_root, "is_shown", True):
        return people
    return {person.id for person in people_of(people) if is_readable(person, piece)}


def _pieces(viewer: Viewer, rows: Iterable[Any]) -> dict:
    """One question a kind, whatever the number of rows."""
    wanted = defaultdict(set)
    for row in rows:
        wanted[row.kind].add(row.piece_id)
    pieces: dict[tuple[str, int], Any] = {}
    for kind, ids in wanted.items():
        if model := REPORTABLE.get(kind):
            readable = model.readable(viewer).where(model.id.in_(ids))
            pieces |= {(kind, piece.id): piece for piece in db.session.scalars(readable).unique()}
    return pieces
