"""Queries of a person's own notifications, about what they may still read."""
import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    distinct,
    exists,
    func,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import aliased, joinedload

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
from peoplehub.forum.models import Topic
from peoplehub.notifications.models import Notification

SIZE = 30
TOPIC = re.compile(r"topic \d{1,10}", re.ASCII)  # a thread
MOST_LINES = 4  # of one card
READ_BY_SEEING = ("replied", "answered", "mentioned", "commented", "published", "changed",
                  "moved")
TO_ONE = ("mentioned", "answered")  # what somebody says to the viewer comes first on a card


UNREAD = (  # cards, of all people: who asks says whose
    select(Notification.user_id, func.count(distinct(Notification.card)))
    .where(Notification.read_at.is_(None))
    .group_by(Notification.user_id)
)


@dataclass(frozen=True)
class Told:
    """A notice, its newest piece and the first one that it told of; none where the viewer may not
    read it."""

    notice: Notification
    piece: Any
    first: Any


@dataclass(frozen=True)
class Card:
    """What is told of one topic or entry, or one other notice: the first of `told` leads on.
    `waiting`: how many things are new in it."""

    told: list[Told]
    waiting: int

    @property
    def newest(self) -> Told:
        return max(self.told, key=lambda one: (one.notice.at, one.notice.id))


def cards_for(viewer: Viewer, page_number: int) -> tuple[list[Card], Page]:
    """The viewer's cards, the newest first. In one, what is new comes before what was read, and
    what calls the viewer by name before the rest. As many queries for many as for few."""
    tops, page = fetch_page(_tops_of(viewer), page_number, SIZE, joinedload(Notification.actor))
    waiting = _waiting_in(viewer, [top.card for top in tops])
    of_cards = {top.card: [row for row, _ in waiting[top.card]] or [top] for top in tops}
    pieces = pieces_of(viewer, [row for rows in of_cards.values() for row in rows])
    return [Card([_told(row, pieces) for row in of_cards[top.card]],
                 next((how_many for _, how_many in waiting[top.card]), 0)) for top in tops], page


def _tops_of(viewer: Viewer) -> Select:
    """The newest notice of each card, the newest first: found one by one along an index, however
    many there are."""
    newer = aliased(Notification)
    later = exists().where(
        newer.user_id == Notification.user_id, newer.card == Notification.card,
        tuple_(newer.at, newer.id) > tuple_(Notification.at, Notification.id))
    return select(Notification).where(Notification.user_id == viewer.id, ~later).order_by(
        Notification.at.desc(), Notification.id.desc())


def _waiting_in(viewer: Viewer, cards: list[str]) -> dict[str, list[tuple[Notification, int]]]:
    """What is unread in each of these cards, at most `MOST_LINES`; each with how many things all
    that is unread in its card tells of."""
    order = (case((Notification.what.in_(TO_ONE), 0), else_=1), Notification.at.desc(),
             Notification.id.desc())
    ranked = select(
        Notification.id,
        func.sum(Notification.times).over(partition_by=Notification.card).label("how_many"),
        func.row_number().over(partition_by=Notification.card, order_by=order).label("place"),
    ).where(Notification.user_id == viewer.id, Notification.card.in_(cards),
            Notification.read_at.is_(None)).subquery()
    rows = select(Notification, ranked.c.how_many).join(
        ranked, ranked.c.id == Notification.id).where(ranked.c.place <= MOST_LINES).order_by(
        Notification.card, ranked.c.place).options(joinedload(Notification.actor))
    found: dict[str, list[tuple[Notification, int]]] = defaultdict(list)
    for row, how_many in db.session.execute(rows):
        found[row.card].append((row, how_many))
    return found


def _told(row: Notification, pieces: dict) -> Told:
    piece = pieces.get((row.kind, row.piece_id))
    return Told(row, piece, pieces.get((row.kind, row.first_piece_id)) or piece)


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


def first_piece_of(viewer: Viewer, notification: Notification) -> Publication | User | None:
    """The first that it told of, or else the newest, if the viewer may read it."""
    return _told(notification, pieces_of(viewer, [notification])).first


def unread_threads(user_id: int) -> list[str]:
    return list(db.session.scalars(select(Notification.thread).where(
        Notification.user_id == user_id, Notification.read_at.is_(None))))


def about_these(user_id: int | None, pieces: Collection[tuple[str, int]]) -> Select:
    """What waits for this person and is read by seeing one of these pieces."""
    return select(Notification).where(
        Notification.user_id == user_id, Notification.read_at.is_(None), about_pieces(pieces))


def about_pieces(pieces: Collection[tuple[str, int]]) -> ColumnElement[bool]:
    return and_(Notification.what.in_(READ_BY_SEEING),
                tuple_(Notification.kind, Notification.piece_id).in_(pieces))


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


def own_topics(told: Collection[tuple[int, str]]) -> set[tuple[int, str]]:
    """Of people and threads: where it is a topic that they began themselves."""
    ids = {int(thread.split()[1]) for _, thread in told if TOPIC.fullmatch(thread)}
    rows = db.session.execute(select(Topic.author_id, Topic.id).where(Topic.id.in_(ids)))
    begun = {(author_id, f"topic {topic_id}") for author_id, topic_id in rows}
    return {one for one in told if one in begun}


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


def pieces_of(viewer: Viewer, rows: Iterable[Any]) -> dict:
    """What of it the viewer may read, by kind and id: one question a kind, whatever the number of
    rows."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        wanted[row.kind] |= {row.piece_id, row.first_piece_id or row.piece_id}
    pieces: dict[tuple[str, int], Any] = {}
    for kind, ids in wanted.items():
        if model := REPORTABLE.get(kind):
            readable = model.readable(viewer).where(model.id.in_(ids))
            pieces |= {(kind, piece.id): piece for piece in db.session.scalars(readable).unique()}
    return pieces
