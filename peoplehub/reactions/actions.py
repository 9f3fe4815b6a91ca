"""Giving a reaction and taking it back."""
from sqlalchemy import bindparam, delete, select

from peoplehub.accounts.models import Block, User
from peoplehub.core import jobs, limits
from peoplehub.core.acts import act, announce
from peoplehub.core.column_queries import change
from peoplehub.core.database import for_each_database
from peoplehub.core.errors import require
from peoplehub.core.extensions import db
from peoplehub.core.publication_lookup import is_public
from peoplehub.core.publications import KINDS, Publication
from peoplehub.reactions import policy
from peoplehub.reactions.events import ReactionGiven, ReactionTakenBack
from peoplehub.reactions.models import Reaction

NOT_OPEN = "This is not open to you just now. It may be closed, or your own."
BLOCKED = "You have blocked the person who wrote this. You can stop that on their page first."
THIS = (Reaction.kind == bindparam("kind"), Reaction.piece_id == bindparam("piece_id"),
        Reaction.user_id == bindparam("user_id"), Reaction.what == bindparam("what"))
GIVE = for_each_database(lambda insert: insert(Reaction).on_conflict_do_nothing())
TAKE_BACK = delete(Reaction).where(*THIS)


@act
def give(person: User, piece: Publication, what: str) -> None:
    """Once: a second time changes nothing. Raises Forbidden where `person` may not, TooMany over
    the limit. Across a block by the author nothing is told and nothing refused: it is silent."""
    require(policy.may_give(person, piece, what), NOT_OPEN)
    require(piece.anonymous or not _has_blocked(person, piece), BLOCKED)
    limits.ask("reaction", person.id)
    limits.ask("reaction to one", f"{person.id} {piece.kind} {piece.id}")
    new = change(GIVE[db.engine.dialect.name], kind=piece.kind, piece_id=piece.id,
                 user_id=person.id, what=what, author_id=piece.author_id)
    if new:
        announce(ReactionGiven(piece.kind, piece.id, what, person.id))


@act
def take_back(person: User, piece: Publication, what: str) -> None:
    """Nothing is left of it. What was never given is taken back without a word."""
    gone = change(TAKE_BACK, kind=piece.kind, piece_id=piece.id, user_id=person.id, what=what)
    if gone:
        announce(ReactionTakenBack(piece.kind, piece.id, what, person.id))


@jobs.every(hour="3", minute="45")
def forget_with_pieces() -> None:
    """Each night: reactions to what was deleted."""
    delete_with_pieces()


@act
def delete_with_pieces() -> None:
    """One statement for each kind."""
    for kind, model in KINDS.items():
        if is_public(kind):
            gone = select(model.id).where(model.deleted_at.is_not(None))
            db.session.execute(delete(Reaction).where(
                Reaction.kind == kind, Reaction.piece_id.in_(gone)))


def _has_blocked(person: User, piece: Publication) -> bool:
    return db.session.get(Block, (person.id, piece.author_id)) is not None
