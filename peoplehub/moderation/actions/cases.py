"""Who is looking at a case: claimed for twenty minutes, so that two never decide the same one."""
from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.acts import act, announce
from peoplehub.core.errors import require
from peoplehub.moderation import policy, queries
from peoplehub.moderation.actions.decisions import NOT_YOURS, SETTLED, require_free
from peoplehub.moderation.actions.looks import note_look
from peoplehub.moderation.events import CaseClaimed, CaseLetGo
from peoplehub.moderation.models import CLAIMED_FOR, FROM_QUEUE, NEXT, Case

NOT_OPEN = "This case is not open to you. Please choose another one."


@act
def claim(moderator: User, case: Case) -> Case:
    """Say "I am looking at this", for twenty minutes. Again: for twenty minutes more. Raises
    Forbidden while another moderator has it, unless a lead takes it over."""
    case = queries.locked_case(case.id)
    _require_open(moderator, case)
    if not policy.may_take_over(moderator, case):
        require_free(moderator, case)
    return _give(moderator, case, FROM_QUEUE)


@act
def let_go(moderator: User, case: Case) -> None:
    """Free again for others."""
    case = queries.locked_case(case.id)
    require(policy.may_see_case(moderator, case), NOT_OPEN)
    _free(moderator, case)


@act
def next_case(moderator: User, skip: int | None = None, *, whatever: bool = False) -> Case | None:
    """The case that this moderator has claimed already, or the first that is free. `skip`: the id
    of one to leave to others. `whatever`: also a hard one while they rest, or one of a subject that
    they do not take. Returns None when nothing is left."""
    require(policy.may_moderate(moderator), NOT_OPEN)
    if skip is not None:
        _free(moderator, queries.locked_case(skip))
    case = queries.claimed_by(moderator) or queries.free_case_for(
        moderator, skip, whatever=whatever)
    return _give(moderator, case, NEXT) if case else None


def _require_open(moderator: User, case: Case) -> None:
    require(case.is_open, SETTLED)
    reporters = queries.reporters_of(case.kind, case.piece_id)
    require(policy.may_decide_case(moderator, case, reporters), NOT_YOURS)


def _give(moderator: User, case: Case, reason: str) -> Case:
    case.claimed_by_id, case.claimed_until = moderator.id, clock.now() + CLAIMED_FOR
    note_look(moderator, case, reason)
    announce(CaseClaimed(case.id, moderator.id))
    return case


def _free(moderator: User, case: Case) -> None:
    if case.claimed_by_id == moderator.id:
        case.claimed_by_id = case.claimed_until = None
        announce(CaseLetGo(case.id, moderator.id))
