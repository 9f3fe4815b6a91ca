"""Messages can be saved for later: in a conversation, and a first one to somebody."""
from collections.abc import Collection
from typing import cast

from sqlalchemy import select

from peoplehub.accounts.models import User
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.drafts.registry import Place, PlaceKind, numbers
from peoplehub.messages.models import Conversation, Participant
from peoplehub.messages.policy import may_answer
from peoplehub.messages.queries import pair_of
from peoplehub.messages.veil import VEILED_NAME


def conversations(viewer: Viewer, keys: Collection[str]) -> dict[str, Place]:
    """By their numbers: the viewer's own. Who asked to talk has no name until accepted."""
    mine = (select(Conversation).join(Participant)
            .where(Participant.user_id == viewer.id, Conversation.id.in_(numbers(keys))))
    return {str(talk.id): Place(_name(viewer, talk), f"{talk.address}#write")
            for talk in db.session.scalars(mine)}


def people(viewer: Viewer, keys: Collection[str]) -> dict[str, Place]:
    """By their slugs: those whom the viewer may see. Once there is a conversation, it is there."""
    seen = list(db.session.scalars(User.readable(viewer).where(User.slug.in_(keys))))
    pairs = {pair_of(cast(User, viewer), one): one.slug for one in seen}
    begun = select(Conversation.pair, Conversation.id).where(Conversation.pair.in_(pairs))
    addresses = {pairs[pair]: f"/messages/{number}#write"
                 for pair, number in db.session.execute(begun)}
    return {one.slug: Place(one.pen_name, addresses.get(
        one.slug, f"/messages/new?to={one.slug}")) for one in seen}


def _name(viewer: Viewer, talk: Conversation) -> str:
    is_veiled = may_answer(viewer, talk)
    return VEILED_NAME if is_veiled else talk.other(viewer.id).user.pen_name


DRAFT_PLACES = {
    "conversation": PlaceKind("A private message", ("text",), conversations),
    "message": PlaceKind("A private message", ("text",), people),
}
