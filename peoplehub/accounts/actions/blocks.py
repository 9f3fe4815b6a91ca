"""Blocking another person: no messages, mentions or notifications in either direction. Nobody is
notified of it."""
from peoplehub.accounts import policy
from peoplehub.accounts.events import PersonBlocked, PersonUnblocked
from peoplehub.accounts.models import Block, User
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import require
from peoplehub.core.extensions import db

NOT_BLOCKABLE = "You cannot block this person. If something is wrong, please tell the team."


@act
def block(person: User, other: User) -> None:
    """Neither hears from the other again, and whoever is blocked is not told. A second time changes
    nothing."""
    require(policy.may_block(person, other), NOT_BLOCKABLE)
    if db.session.get(Block, (person.id, other.id)):
        return
    save(Block(blocker_id=person.id, blocked_id=other.id))
    announce(PersonBlocked(person.id, other.id))


@act
def unblock(person: User, other: User) -> None:
    """End a block of one's own. Where there is none, nothing changes."""
    found = db.session.get(Block, (person.id, other.id))
    if found is None:
        return
    db.session.delete(found)
    announce(PersonUnblocked(person.id, other.id))
