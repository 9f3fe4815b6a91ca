"""Permissions of safeguarding. Predicates only: nothing here changes anything."""
from peoplehub.accounts.models import ReturnRules, User
from peoplehub.accounts.policy import may_write
from peoplehub.core.viewers import Viewer
from peoplehub.messages.models import Conversation
from peoplehub.messages.policy import takes_part
from peoplehub.moderation.models import APPEAL, Case
from peoplehub.moderation.policy import may_see_case as may_see_moderation_case
from peoplehub.safeguarding.models import ConversationAccess, SafeguardingCase

NOT_HANDED_OVER = (APPEAL,)  # it is about a decision, which the team answers for
NEVER_COPIED = ("csea",)  # words of a case of this reason are frozen and never copied
FROZEN = "evidence"  # the kind of a case about what was frozen: it is handed over by its number


def may_change_rules(viewer: Viewer) -> bool:
    """A safeguarding lead, while they are one."""
    return viewer.is_safeguarding and not viewer.is_suspended


def may_tell_team(viewer: Viewer) -> bool:
    """Anybody who is signed in, even when paused: it is a call for help."""
    return viewer.id is not None


def may_lead(viewer: Viewer) -> bool:
    """Read the list of cases and open one. Nobody else of the team, and no administrator."""
    return viewer.is_safeguarding and may_write(viewer)


def may_see_returns(viewer: Viewer, rules: ReturnRules) -> bool:
    """The two leads who were chosen, while it is on. No other lead, moderator or administrator."""
    if not may_lead(viewer) or not rules.in_force:
        return False
    return viewer.id in (rules.one_id, rules.other_id)


def may_see_case(viewer: Viewer, case: SafeguardingCase) -> bool:
    """That it is there, and whose it is. Never one about oneself, nor one that is destroyed."""
    if not may_lead(viewer) or case.destroyed_at is not None:
        return False
    return case.about_id is None or case.about_id != viewer.id


def may_work_on(viewer: Viewer, case: SafeguardingCase) -> bool:
    """Who has accepted it. Other leads read it for a typed reason, and accept it to work on it."""
    return may_see_case(viewer, case) and case.lead_id == viewer.id


def needs_reason_to_take(viewer: Viewer, case: SafeguardingCase) -> bool:
    """Another lead has it and has not offered it to this one."""
    if case.lead is None or case.offered_to_id == viewer.id:
        return False
    return case.lead_id != viewer.id and may_lead(case.lead)


def may_hand_over(viewer: Viewer, case: Case, leads: list[User]) -> bool:
    """A moderator hands over what they may see, also what they reported themselves, where there is
    a lead who may read it. Sexual abuse of a child only once it is frozen: nothing is copied."""
    if not may_see_moderation_case(viewer, case) or not case.is_open:
        return False
    if case.kind in NOT_HANDED_OVER or case.reason in NEVER_COPIED and case.kind != FROZEN:
        return False
    return bool(leads)


def may_show(viewer: Viewer, conversation: Conversation, leads: list[User]) -> bool:
    """One of the two people, even when paused: it is a call for help."""
    return takes_part(viewer, conversation) and bool(leads)


def may_open_steps(viewer: Viewer, conversation: Conversation) -> bool:
    """The steps for somebody who hears of harm: an advisor or one of the team, in a conversation
    of their own."""
    return takes_part(viewer, conversation) and (viewer.is_advisor or viewer.is_moderator)


def may_open_conversation(viewer: Viewer, one: Viewer, other: Viewer) -> bool:
    """Break-glass access, by a lead who is not one of the two."""
    return may_lead(viewer) and len({viewer.id, one.id, other.id}) == 3


def may_see_access(viewer: Viewer, access: ConversationAccess) -> bool:
    """That messages were opened, and why: every lead but the two people themselves."""
    return may_lead(viewer) and viewer.id not in (access.one_id, access.other_id)


def may_withhold(viewer: Viewer, access: ConversationAccess) -> bool:
    """A second lead, never the one who opened them."""
    if not may_see_access(viewer, access) or access.told_at is not None:
        return False
    return access.conversation_id is not None and access.lead_id != viewer.id


def may_tell(viewer: Viewer, access: ConversationAccess) -> bool:
    """Any lead, at any time: it is what people are promised."""
    if not may_see_access(viewer, access) or access.told_at is not None:
        return False
    return access.conversation_id is not None
