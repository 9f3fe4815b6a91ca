"""Following: asking to hear of what is new in a place, or of a whole kind, and asking no more.

A place is what a piece stands in: the topic of a post, the entry of a comment, and any other piece
itself. The rule serves every kind that has none of its own in `wiring.TOLD`.
"""
from functools import cache

from sqlalchemy import Integer, Select, bindparam, delete, select

from peoplehub.accounts.models import EVERYTHING, Following, User, blocked_either_way
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
STOP = delete(Following).where(*THIS)
APART = bindparam("apart_from", type_=Integer)
CHANGED = "changed"  # what notices tell


@act
def follow(person: User, kind: str, place_id: int = EVERYTHING) -> None:
    start(person, kind, place_id)


@act
def unfollow(person: User, kind: str, place_id: int = EVERYTHING) -> None:
    change(STOP, kind=kind, place_id=place_id, user_id=person.id)


def start(person: User, kind: str, place_id: int) -> None:
    """Only within an act. Who follows already goes on following."""
    change(START[db.engine.dialect.name], kind=kind, place_id=place_id, user_id=person.id)


def is_following(person: Viewer, kind: str, place_id: int = EVERYTHING) -> bool:
    return person.id is not None and db.session.get(
        Following, (kind, place_id, person.id)) is not None


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
    if is_its_own and is_new:
        people = followers_of(kind, EVERYTHING, piece.audience)
        # each is something else to read
        return [Recipients(people, piece.news, f"new {kind} {place_id}")]
    what = piece.news if is_new else CHANGED if is_its_own else ""
    if not what:
        return []
    people = followers_of(kind, place_id, piece.audience)
    return [Recipients(people, what, f"{kind} {place_id}", piece.letters if is_new else {})]


def followers_of(kind: str, place_id: int, audience: str,
                 apart_from: int | None = None) -> set[int]:
    """The ids of those who follow a place and belong to the audience that may come there; without
    that person, and those whom they block or who block them."""
    found = fetch_rows(
        _followers(audience), kind=kind, place_id=place_id, apart_from=apart_from or 0
    )
    return {user_id for user_id, in found}


@cache
def _followers(audience: str) -> Select:
    """Built once for each audience: every reply asks it."""
    return select(Following.user_id).join(User, User.id == Following.user_id).where(
        *THIS[:2], User.is_in(audience), User.id != APART,
        User.id.not_in(blocked_either_way(APART)))
