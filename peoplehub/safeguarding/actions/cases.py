"""Opening a case, and who has it: handed over, accepted, offered to another lead, looked at."""
from peoplehub.accounts.models import User
from peoplehub.core import clock, locks
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Invalid, found, require
from peoplehub.core.idempotency import deduplicated
from peoplehub.moderation import queries as moderation
from peoplehub.moderation.actions import handing_over
from peoplehub.moderation.actions.decisions import SETTLED, require_free
from peoplehub.moderation.models import Case
from peoplehub.safeguarding import policy, queries
from peoplehub.safeguarding.actions import copies
from peoplehub.safeguarding.actions.opening import (
    add_line,
    announce_opened,
    open_case,
    write_to,
)
from peoplehub.safeguarding.events import (
    SafeguardingCaseAccepted,
    SafeguardingCaseChanged,
    SafeguardingCaseOffered,
    SafeguardingLookedAt,
)
from peoplehub.safeguarding.models import (
    FROM_HAND,
    FROM_MODERATION,
    Evidence,
    SafeguardingCase,
    SafeguardingLook,
)

NO_LEAD = (
    "There is no safeguarding lead who could read this case, so it stays with you. Please tell the "
    "site team that a lead is needed."
)
FOR_LEADS = "Only a safeguarding lead can do this."
SAY_WHY = "{} has this case. Say in a few words why you take it over."
NOT_A_LEAD = "Choose another safeguarding lead. This one cannot read the case any more."
IS_CLOSED = "This case is closed. Open it again first, with a decision."
NOT_YOURS = "Another lead has this case now. Accept it first if you want to work on it."
OF_REPORTS = {"danger": "danger", "danger-plain": "danger", "danger-possible": "danger",
              "child": "child", "csea": "child"}


@act
def hand_over(moderator: User, case: Case) -> SafeguardingCase:
    """A moderator gives a case to the leads and keeps no access to it: only that it was handed
    over stands in the log. Of what is frozen no word is copied, its number leads to it. Raises
    Forbidden for what is settled, of another, or without a lead."""
    piece = moderation.piece_of_case(case)
    locks.lock([piece])
    case = moderation.locked_case(case.id)
    require(case.is_open, SETTLED)
    require(policy.may_hand_over(moderator, case, queries.leads_but(case.about_id)), NO_LEAD)
    require_free(moderator, case)
    known = queries.open_case_about(case.kind, case.piece_id)
    opened = known or _opened_for(moderator, case)
    if case.reason not in policy.NEVER_COPIED:
        copies.copy_all(opened, moderator, case, piece)
    handing_over.hand_over(moderator, case)
    if known is None:
        announce_opened(opened, moderator)
    else:
        _tell_of_more(known, moderator)
    return opened


@act
@deduplicated
def open_by_hand(lead: User, reason: str, words: str, about: User | None = None
                 ) -> SafeguardingCase:
    """By a lead, who has it from the beginning. `words`: what they know so far."""
    require(policy.may_lead(lead) and about is not lead, FOR_LEADS)
    opened = open_case(lead, FROM_HAND, reason, about_id=about and about.id, lead_id=lead.id,
                       accepted_at=clock.now())
    add_line(opened, lead, "note", text=words)
    announce_opened(opened, lead)
    return opened


@act
def accept(lead: User, case: SafeguardingCase, why: str = "") -> bool:
    """Have it from now on. Raises Invalid when another lead has it and no reason is given. Returns
    whether that is new."""
    _require_seen(lead, case)
    if case.lead_id == lead.id:
        return False
    is_taken = policy.needs_reason_to_take(lead, case)
    if is_taken and not why.strip():
        raise Invalid(SAY_WHY.format(found(case.lead).pen_name), "why")
    case.lead_id, case.accepted_at, case.offered_to_id = lead.id, clock.now(), None
    add_line(case, lead, "taken" if is_taken else "accepted", text=why if is_taken else "")
    announce(SafeguardingCaseAccepted(case.id, lead.id))
    return True


@act
def offer(lead: User, case: SafeguardingCase, other: User, why: str) -> None:
    """Ask another lead to take it. Until they accept, it stays with this one. Raises Invalid for
    somebody who cannot have it."""
    require_theirs(lead, case)
    if other.id not in [one.id for one in queries.others_than(lead, case)]:
        raise Invalid(NOT_A_LEAD, "lead")
    case.offered_to_id = other.id
    add_line(case, lead, "offered", told_by=other.pen_name, text=why)
    write_to(case, [other])
    announce(SafeguardingCaseOffered(case.id, lead.id, other.id))


@act
def look(lead: User, case: SafeguardingCase, reason: str, evidence: Evidence | None = None
         ) -> SafeguardingLook:
    """Open a piece of evidence, or a case of another lead, for a while. The line in the record
    names this lead and the reason."""
    _require_seen(lead, case)
    evidence_id = None if evidence is None else evidence.id
    looked = save(SafeguardingLook(case_id=case.id, evidence_id=evidence_id, lead_id=lead.id,
                                   reason=reason))
    announce(SafeguardingLookedAt(case.id, evidence_id, lead.id, reason))
    return looked


def _opened_for(moderator: User, case: Case) -> SafeguardingCase:
    return open_case(
        moderator, FROM_MODERATION, OF_REPORTS.get(case.reason, "other"), about_id=case.about_id,
        unnamed=case.unnamed, kind=case.kind, piece_id=case.piece_id, moderation_case_id=case.id)


def _tell_of_more(case: SafeguardingCase, moderator: User) -> None:
    """Another report of the same came: whoever has the case hears of it, or all leads."""
    add_line(case, moderator, "evidence")
    write_to(case, [case.lead] if case.lead else queries.leads_but(case.about_id))
    changed(case, moderator, "evidence")


def require_theirs(lead: User, case: SafeguardingCase, *, closed: bool = False) -> None:
    """For an act of the lead who has it, which locks it. Raises Forbidden when it is another's by
    now or, unless `closed` ones are wanted too, when it is closed."""
    _require_seen(lead, case)
    require(policy.may_work_on(lead, case), NOT_YOURS)
    require(case.is_open or closed, IS_CLOSED)


def changed(case: SafeguardingCase, lead: User, what: str) -> None:
    announce(SafeguardingCaseChanged(case.id, lead.id, what))


def _require_seen(lead: User, case: SafeguardingCase) -> None:
    require(policy.may_see_case(lead, case), FOR_LEADS)

