"""Removing the account of a proscribed organisation with everything it wrote (illegal content codes
H1; Terrorism Act 2000, Schedule 2)."""
from peoplehub.accounts import actions as accounts
from peoplehub.accounts.models import User
from peoplehub.core import locks
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import require
from peoplehub.moderation import cases
from peoplehub.moderation.actions import removals
from peoplehub.moderation.events import DecisionMade
from peoplehub.moderation.models import Decision, DecisionNotice
from peoplehub.online_safety import policy
from peoplehub.online_safety.events import AccountRemoved

NOT_YOURS = "Only a safeguarding lead or the site team can do this, and not about each other."
REASON = "The account is run by, or for, a group that the government has banned: {}."


@act
def remove_account(lead: User, person: User, organisation: str, reason: str) -> DecisionNotice:
    """Close it and take down all it wrote. Whoever had it is told, and can appeal; for 7 days the
    decision can be undone. `reason`: how the lead knows, for the record only."""
    locks.lock([person, *removals.pieces_of(person)])
    require(policy.may_remove_account(lead, person), NOT_YOURS)
    told = REASON.format(organisation)
    notice = save(DecisionNotice(kind=person.kind, piece_id=person.id, person_id=person.id,
                                 step="remove", rule="never", reason=told, decided_by_id=lead.id))
    save(Decision(moderator_id=lead.id, verb="removed", kind=person.kind, piece_id=person.id,
                  about_id=person.id, heading=person.heading[:300], reason=told))
    accounts.ban(lead, person, told)
    removals.take_down_all(lead, person, notice)
    if case := cases.open_case_of(person.kind, person.id):
        cases.close(case, lead.id, "acted")
    announce(DecisionMade(notice.id, lead.id, "remove"))
    announce(AccountRemoved(person.id, lead.id, reason))
    return notice
