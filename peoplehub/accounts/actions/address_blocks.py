"""The check for people who come back: switched on for two leads, off again, and what is kept."""
from sqlalchemy import delete, select

from peoplehub.accounts import address_blocks, policy
from peoplehub.accounts.events import AddressBlockNoted, ReturnSignalsOff, ReturnSignalsOn
from peoplehub.accounts.models import SAFEGUARDING, AddressBlock, User
from peoplehub.core import clock, jobs, locks
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Invalid, require
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import repeatable

NOT_YOURS = "Only the site team or a safeguarding lead can change this."
TWO_LEADS = "Choose two different safeguarding leads. Without two of them it cannot be on."
LOCK = "return signals"


@act
def switch_returns_on(person: User, one: User, other: User, reason: str) -> None:
    """From the next sign-in on; or with other leads than before. Raises Invalid without two leads.
    """
    require(policy.may_set_return_signals(person), NOT_YOURS)
    if one.id == other.id or any(lead.role != SAFEGUARDING or lead.banned_at
                                 for lead in (one, other)):
        raise Invalid(TWO_LEADS, "other")
    locks.wait_for_name(LOCK)
    rules = address_blocks.rules()
    rules.is_on, rules.one_id, rules.other_id = True, one.id, other.id
    rules.set_by_id, rules.set_at = person.id, clock.now()
    save(rules)
    announce(ReturnSignalsOn(person.id, one.id, other.id, reason))


@act
def switch_returns_off(person: User) -> bool:
    """Everything kept for it is deleted at once. Returns whether it was on."""
    require(policy.may_set_return_signals(person), NOT_YOURS)
    return end_returns(person.id)


def end_returns(by_id: int | None) -> bool:
    """`by_id` None: because one of the two leads is none any more. Only within an act."""
    locks.wait_for_name(LOCK)
    rules = address_blocks.rules()
    if not rules.is_on:
        return False
    rules.is_on, rules.one_id, rules.other_id = False, None, None
    rules.set_by_id, rules.set_at = by_id, clock.now()
    db.session.execute(delete(AddressBlock))
    announce(ReturnSignalsOff(by_id))
    return True


@act
@repeatable
def note_address_block(person: User, block_hash: str) -> None:
    """They have just signed in from there: at most one row for each person, block and day."""
    locks.wait_for_name(LOCK)
    if not address_blocks.rules().in_force:
        return
    day = address_blocks.today()
    row = db.session.scalar(select(AddressBlock).where(
        AddressBlock.user_id == person.id, AddressBlock.block_hash == block_hash,
        AddressBlock.day == day))
    row = row or save(AddressBlock(user_id=person.id, block_hash=block_hash, day=day))
    announce(AddressBlockNoted(person.id, row.id))


@jobs.every(hour="3", minute="40")
@act
def delete_old_blocks() -> None:
    """Each night: those of 30 days ago; all of them where one of the two leads is gone."""
    rules = address_blocks.rules()
    if rules.is_on and not rules.in_force:
        end_returns(None)
    db.session.execute(delete(AddressBlock).where(AddressBlock.day <= address_blocks.oldest_day()))
