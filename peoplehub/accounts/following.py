"""Following: asking to hear of what is new in a place, or of a whole kind, and asking no more.

A place is what a piece stands in: the topic of a post, the entry of a comment, and any other piece
itself. The rule serves every kind that has none of its own in `wiring.TOLD`.
"""
from functools import cache

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, delete, or_, select

from peoplehub.accounts.models import (
    DAILY,
    EVERY,
    EVERYTHING,
    MUTED,
    Following,
    User,
    blocked_either_way,
)
from peoplehub.core import clock
from peoplehub.core.acts import act
from peoplehub.core.column_queries import change, fetch_rows
from peoplehub.core.database import for_each_database
from peoplehub.core.extensions import db
from peoplehub.core.publications import KINDS, Publication
from peoplehub.core.recipients import Recipients
from peoplehub.core.viewers import Viewer

START = for_each_database(lambda insert: insert(Following).on_conflict_do_nothing())
THIS = (Following.kind == bindparam("kind"), Following.place_id == bindparam("place_id"),
        Following.user_id == bindparam("user_id"))
ANYTHING = select(Following.kind).where(THIS[2]).limit(1)
STOP = delete(Following).where(*THIS)
APART = bindparam("apart_from", type_=Integer)
CHANGED, NEW = "changed", "published"  # what notices tell
TAG = "tag"  # the kind of place that a tag is
SET = for_each_database(lambda insert: (rows := insert(Following)).on_conflict_do_update(
    index_elements=["kind", "place_id", "user_id"],
    set_={"level": rows.excluded.level, "told_at": rows.excluded.told_at}))


@act
def follow(person: User, kind: str, place_id: int = EVERYTHING) -> None:
    start(person, kind, place_id)


@act
def choose_level(person: User, kind: str, place_id: int, level: str) -> None:
    """Follow a place so much (`LEVELS`), or mute it."""
    change(SET[db.engine.dialect.name], kind=kind, place_id=place_id, user_id=person.id,
           level=level, told_at=clock.now())


@act
def unfollow(person: User, kind: str, place_id: int = EVERYTHING) -> None:
    change(STOP, kind=kind, place_id=place_id, user_id=person.id)


def start(person: User, kind: str, place_id: int) -> None:
    """Only within an act. Who follows already goes on following."""
    change(START[db.engine.dialect.name], kind=kind, place_id=place_id, user_id=person.id)


def is_following(person: Viewer, kind: str, place_id: int = EVERYTHING) -> bool:
    row = row_of(person, kind, place_id) if person.id is not None else None
    return row is not None and row.level != MUTED


def row_of(person: Viewer, kind: str, place_id: int) -> Following | None:
    """How the person follows the place, if they do or muted it."""
    return db.session.get(Following, (kind, place_id, person.id))


def followed_by(person: Viewer) -> Select:
    """All that they follow or muted, the newest first."""
    return select(Following).where(Following.user_id == person.id).order_by(
        Following.since.desc(), Following.kind, Following.place_id)


def follows_anything(person: User) -> bool:
    """Whether they follow or muted anything at all, as whoever has written does."""
    return bool(fetch_rows(ANYTHING, user_id=person.id))


def to_tell_daily() -> list[tuple[str, int, int]]:
    """Kind and id of each place that somebody wants to hear of once a day, and their id."""
    rows = select(Following.kind, Following.place_id, Following.user_id)
    found = db.session.execute(rows.where(Following.level == DAILY))
    return [(kind, place_id, user_id) for kind, place_id, user_id in found]


def without_muting(people: set[int], piece: Publication) -> set[int]:
    """Those of them who have not muted where the piece stands."""
    if not people:
        return people
    rows = select(Following.user_id).where(Following.user_id.in_(people))
    return people - set(db.session.scalars(rows.where(muted(piece))))


def muted(piece: Publication) -> ColumnElement[bool]:
    """Of rows of `Following`: who muted the place of the piece, or what that stands in and does not
    follow the place itself."""
    kind, place_id = place_of(piece)
    here = and_(Following.kind == kind, Following.place_id == place_id)
    if piece.wider_place is None:
        return and_(here, Following.level == MUTED)
    follows_here = select(Following.user_id).where(here, Following.level != MUTED)
    there = and_(_wider_places(piece), Following.user_id.not_in(follows_here))
    return and_(or_(here, there), Following.level == MUTED)


def _wider_places(piece: Publication) -> ColumnElement[bool]:
    """Of rows of `Following`: what the place of the piece stands in, and the tags that it has."""
    kind, place_id = piece.wider_place or ("", 0)
    there = and_(Following.kind == kind, Following.place_id == place_id)
    if piece.tag_ids is None:
        return there
    return or_(there, and_(Following.kind == TAG, Following.place_id.in_(piece.tag_ids)))


def place_of(piece: Publication) -> tuple[str, int]:
    """The kind and id of what is followed by whoever follows the piece."""
    return piece.lock_root.kind, piece.lock_root.id


def has_own_places(kind: str) -> bool:
    """Whether each piece of that kind is a place itself, and stands in no other."""
    return KINDS[kind].lock_root is Publication.lock_root


def recipients(piece: Publication, is_new: bool) -> list[Recipients]:
    """Those who follow the place of a piece; of a new one that stands in no other place, those who
    follow its kind. Only those who may come there. What a new one is to them, its kind says."""
    kind, place_id = place_of(piece)
    is_its_own = piece.lock_root is piece
    is_reply = bool(piece.news) and not is_its_own
    if is_new and not is_reply and piece.begins_place and piece.wider_place:
        return _of_something_new(piece)
    if is_its_own and is_new:
        people = followers_of(kind, EVERYTHING, piece.audience)
        # each is something else to read
        return [Recipients(people, piece.news, f"new {kind} {place_id}")]
    what = piece.news if is_new else CHANGED if is_its_own else ""
    if not what:
        return []
    thread = f"{kind} {place_id}" if is_new else piece.change_thread
    if not thread:
        return []
    people = followers_of(kind, place_id, piece.audience)
    return [Recipients(people, what, thread, piece.letters if is_new else {})]


def _of_something_new(piece: Publication) -> list[Recipients]:
    """Of a piece that begins a place: those who follow what that stands in, a tag of it, or all of
    its kind; but for those who muted one of these."""
    kind, place_id = place_of(piece)
    wider = _wider_places(piece)
    muting = select(Following.user_id).where(wider, Following.level == MUTED)
    people = set(db.session.scalars(select(Following.user_id).join(
        User, User.id == Following.user_id).where(
        wider, Following.level == EVERY, User.is_in(piece.audience),
        Following.user_id.not_in(muting))))
    if piece.lock_root is piece:
        people |= without_muting(followers_of(kind, EVERYTHING, piece.audience), piece)
    return [Recipients(people, NEW, f"new {kind} {place_id}")]


def followers_of(kind: str, place_id: int, audience: str,
                 apart_from: int | None = None) -> set[int]:
    """The ids of those who want to hear at once of a place and belong to the audience that may come
    there; without that person, and those whom they block or who block them."""
    found = fetch_rows(
        _followers(audience), kind=kind, place_id=place_id, apart_from=apart_from or 0
    )
    return {user_id for user_id, in found}


@cache
def _followers(audience: str) -> Select:
    """Built once for each audience: every reply asks it."""
    return select(Following.user_id).join(User, User.id == Following.user_id).where(
        *THIS[:2], Following.level == EVERY, User.is_in(audience), User.id != APART,
        User.id.not_in(blocked_either_way(APART)))
