"""What somebody writes is looked at first, for a time and for a reason; and the rule of a kind."""
from datetime import datetime

from peoplehub.accounts.models import User
from peoplehub.core import clock, locks
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import require
from peoplehub.core.extensions import db
from peoplehub.core.publication_lookup import lock
from peoplehub.core.text import one_line
from peoplehub.moderation import policy, queries
from peoplehub.moderation.actions.decisions import log_of
from peoplehub.moderation.events import ApprovalEnded, ApprovalSet, DecisionMade, KindRuleSet
from peoplehub.moderation.models import SCREEN, DecisionNotice, KindRule, PersonApproval

NOT_YOURS = "You cannot decide about this person. Please leave it to somebody else of the team."
MODERATORS_ONLY = "Only moderators can do this."


@act
def look_at_person(moderator: User, person: User, until: datetime, reason: str) -> PersonApproval:
    """Whatever they write waits until a moderator has looked, until then. They are told why, until
    when, and how to ask the team to look again. Raises Forbidden."""
    lock(person)
    require(policy.may_suspend(moderator, person), NOT_YOURS)
    notice = save(DecisionNotice(
        kind=User.kind, piece_id=person.id, person_id=person.id, step=SCREEN, rule="kind",
        reason=reason[:500], decided_by_id=moderator.id, until=until))
    log_of(moderator, "screened", notice, reason)
    made = begin_approval(moderator, person, until, reason)
    announce(DecisionMade(notice.id, moderator.id, SCREEN))
    return made


@act
def end_approval(moderator: User, person: User) -> None:
    """What they write is shown at once again. A second time changes nothing."""
    lock(person)
    require(policy.may_suspend(moderator, person), NOT_YOURS)
    while current := queries.approval_of(person):
        current.ended_at, current.ended_by_id = clock.now(), moderator.id
        db.session.flush()
        announce(ApprovalEnded(person.id, moderator.id))


@act
def set_kind_rule(moderator: User, kind: str, approval: str, reason: str) -> KindRule:
    """Which pieces of a kind that stands in no board are looked at first. Raises Forbidden."""
    require(policy.may_moderate(moderator), MODERATORS_ONLY)
    locks.wait_for_name("kind rule", kind)
    rule = db.session.get(KindRule, kind, populate_existing=True) or KindRule(kind=kind)
    rule.approval, rule.reason = approval, one_line(reason)
    rule.set_by_id, rule.set_at = moderator.id, clock.now()
    announce(KindRuleSet(moderator.id, kind, approval, rule.reason))
    return save(rule)


def begin_approval(moderator: User, person: User, until: datetime, reason: str) -> PersonApproval:
    """Within an act that has locked the person and asked whether this may be done."""
    made = save(PersonApproval(user_id=person.id, until=until, reason=reason[:500],
                               set_by_id=moderator.id))
    announce(ApprovalSet(person.id, moderator.id, made.reason))
    return made
