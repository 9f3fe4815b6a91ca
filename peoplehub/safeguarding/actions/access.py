"""Break-glass access: a lead opens what two people wrote to each other, for a typed reason. Both
are told, unless a second lead writes down why not."""
from datetime import date, timedelta

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting, jobs, mail
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import require
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import deduplicated
from peoplehub.messages import queries as messages
from peoplehub.safeguarding import policy, queries
from peoplehub.safeguarding.actions.opening import SUBJECT
from peoplehub.safeguarding.events import (
    ConversationAccessDestroyed,
    ConversationOpened,
    ConversationOpeningTold,
    ConversationOpeningWithheld,
)
from peoplehub.safeguarding.models import ConversationAccess

NOT_YOURS = "Only a safeguarding lead who is not one of the two can do this."
ANOTHER_LEAD = "They are told already, or it takes another lead than the one who opened it."


@act
@deduplicated
def open_conversation(lead: User, one: User, other: User, worry: str, reason: str,
                      wait: bool = False) -> ConversationAccess:
    """Written down also when the two have never written to each other, so that nobody looks for
    that unseen. With `wait` they are told after 24 hours instead of at once."""
    require(policy.may_open_conversation(lead, one, other), NOT_YOURS)
    conversation = messages.conversation_with(one, other)
    access = save(ConversationAccess(
        conversation_id=conversation and conversation.id, one_id=one.id, other_id=other.id,
        lead_id=lead.id, worry=worry, reason=reason))
    announce(ConversationOpened(access.id, lead.id, reason))
    if conversation is not None and not wait:
        _tell(access, lead)
    elif conversation is not None:
        _write_to(access, [one for one in queries.leads_but(lead.id)
                           if policy.may_withhold(one, access)])
    return access


@act
def withhold(lead: User, access: ConversationAccess, reason: str, review_on: date) -> None:
    """Do not tell the two people before a lead has looked again on that day."""
    require(policy.may_withhold(lead, access), ANOTHER_LEAD)
    access.withheld_at, access.withheld_by_id = clock.now(), lead.id
    access.withheld_reason, access.review_on = reason, review_on
    announce(ConversationOpeningWithheld(access.id, lead.id, reason))


@act
def tell_now(lead: User, access: ConversationAccess) -> bool:
    """Tell both. Returns whether that is new."""
    require(policy.may_see_access(lead, access), NOT_YOURS)
    if not policy.may_tell(lead, access):
        return False
    _tell(access, lead)
    return True


@jobs.every(minute="7")
def tell_of_openings() -> None:
    """Each hour: those of whom no second lead has said why not."""
    jobs.each(tell_when_due, queries.untold_access_ids(clock.now()))


@act
def tell_when_due(access_id: int) -> bool:
    access = queries.locked_access(access_id)
    if access is None or access.told_at or access.withheld_at or access.tells_at > clock.now():
        return False
    _tell(access, None)
    return True


@jobs.every(hour="7", minute="20")
def ask_for_reviews() -> None:
    """Each morning: the leads hear that somebody has to look again, until one does."""
    jobs.each(ask_for_review, queries.access_to_review(formatting.local(clock.now()).date()))


@act
def ask_for_review(access: ConversationAccess) -> None:
    _write_to(access, [lead for lead in queries.leads_but(None)
                       if policy.may_see_access(lead, access)])


@jobs.every(hour="2", minute="50")
def destroy_old_access() -> None:
    """Each night: what is older than six years, and was told."""
    jobs.each(destroy_access, queries.old_access_ids(clock.now()))


@act
def destroy_access(access_id: int) -> bool:
    access = queries.locked_access(access_id)
    if access is None or access_id not in queries.old_access_ids(clock.now()):
        return False
    db.session.delete(access)
    announce(ConversationAccessDestroyed(access_id))
    return True


def _tell(access: ConversationAccess, by: User | None) -> None:
    access.told_at = clock.now()
    announce(ConversationOpeningTold(access.id, by and by.id))


def _write_to(access: ConversationAccess, leads: list[User]) -> None:
    """That something waits, and where; nothing of what."""
    mail.write_to_all([(one.email, f"access {access.id}") for one in leads], SUBJECT,
                      "safeguarding-case", wait=timedelta(), address=access.address)
